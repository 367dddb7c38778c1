import type { Problem } from '@skyctl/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyBaseline, baselineSchema, createBaseline, renderBaseline } from './baseline.ts'

const problem = (id: string, object: string | undefined, pointer = ''): Problem => ({
  id,
  severity: 'error',
  where: { file: 'a.yaml', pointer, ...(object !== undefined && { object }) },
  message: 'm',
  hint: 'h',
})
const two = [problem('require-probe', 'Pod a', '/x'), problem('require-probe', 'Pod a', '/y')]

describe('a baseline', () => {
  it('is sorted and counted', () => {
    const found = [...two, problem('ban-latest-tag', 'Pod b'), problem('ban-latest-tag', 'Pod a')]
    expect(renderBaseline(createBaseline(found))).toMatchInlineSnapshot(`
      "{
        "version": 1,
        "findings": [
          {
            "rule": "ban-latest-tag",
            "object": "Pod a",
            "count": 1
          },
          {
            "rule": "ban-latest-tag",
            "object": "Pod b",
            "count": 1
          },
          {
            "rule": "require-probe",
            "object": "Pod a",
            "count": 2
          }
        ]
      }
      "
    `)
  })

  it('accepts what it was made from, wherever it has moved', () => {
    const moved = two.map((one) => ({ ...one, where: { ...one.where, pointer: '/elsewhere' } }))
    expect(applyBaseline(moved, createBaseline(two))).toEqual([])
  })

  it('leaves another rule, another object, and all of more than it accepts', () => {
    const others = [problem('ban-latest-tag', 'Pod a'), problem('require-probe', 'Pod b')]
    expect(applyBaseline([...two, ...others], createBaseline(two))).toEqual(others)
    const third = [...two, problem('require-probe', 'Pod a', '/z')]
    expect(applyBaseline(third, createBaseline(two))).toEqual(third)
  })

  it('says what it accepts and nobody needs', () => {
    expect(applyBaseline([two[0] as Problem], createBaseline(two), 'baseline.json')).toMatchObject([
      {
        id: 'unused-baseline',
        severity: 'info',
        where: { file: 'baseline.json', object: 'Pod a', pointer: '/findings/0' },
        message: "the baseline accepts 2 of 'require-probe' on Pod a, and there is 1",
      },
    ])
    expect(applyBaseline([], createBaseline(two))[0]?.message).toContain('there is none any more')
  })

  it('knows a finding without an object by its file', () => {
    const bare = [problem('unreadable', undefined)]
    expect(createBaseline(bare).findings).toEqual([
      { rule: 'unreadable', object: 'a.yaml', count: 1 },
    ])
    expect(applyBaseline(bare, createBaseline(bare))).toEqual([])
  })

  it('reads what it wrote, and nothing else', () => {
    const text = renderBaseline(createBaseline(two))
    expect(baselineSchema.parse(JSON.parse(text))).toEqual(createBaseline(two))
    expect(baselineSchema.safeParse({ version: 2, findings: [] }).success).toBe(false)
    expect(baselineSchema.safeParse({ version: 1, findings: [{ rule: 'a' }] }).success).toBe(false)
  })

  it('accepts everything that it was made from, in any order', () => {
    const some = fc.array(
      fc
        .tuple(fc.constantFrom('a', 'b'), fc.constantFrom('Pod a', 'Pod b', undefined))
        .map(([id, object]) => problem(id, object)),
    )
    fc.assert(
      fc.property(some, (problems) => {
        const baseline = createBaseline(problems)
        expect(createBaseline([...problems].reverse())).toEqual(baseline)
        expect(applyBaseline(problems, baseline)).toEqual([])
      }),
    )
  })
})
