import { readdirSync } from 'node:fs'
import { pathOf } from '@skyctl/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findingsIn, yamlWorld } from '../../testing/yaml-world.ts'
import { policyRules } from '../policy-rules.ts'
import { createWorld } from '../world.ts'
import { laterRules, rules } from './index.ts'

const all = [...rules, ...laterRules]
const ids = all.map(({ id }) => id)
/** The tags that the examples are judged by, and a version of Cilium that has a later one. */
const options = {
  profile: { mandatoryTags: ['cost-center', 'owner'], cilium: { ciliumVersion: '1.18' } },
}

describe('the rules', () => {
  it('are the files of this folder, by name and in order', () => {
    const files = readdirSync(new URL('.', import.meta.url))
      .filter((name) => name.endsWith('.test.ts') && name !== 'rules.test.ts')
      .map((name) => name.replace('.test.ts', ''))
    const lints = policyRules.map(({ id }) => id)
    expect([...files, ...lints].sort()).toEqual([...ids].sort())
    expect(rules.map(({ id }) => id)).toEqual(rules.map(({ id }) => id).sort())
  })

  it.each(all)('$id says what its page needs', ({ id, title, reason, fix, example }) => {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)+$/)
    expect(title.length).toBeLessThan(100)
    expect(title).not.toMatch(/\.$|\n/)
    for (const paragraph of [reason, fix]) expect(paragraph).toMatch(/^[^\n]{60,}\.$/)
    expect(example.bad).not.toBe(example.good)
  })

  it.each(all)('$id finds its bad example, and accepts its good one', (rule) => {
    expect(findingsIn(rule, rule.example.bad, options)).not.toEqual([])
    expect(findingsIn(rule, rule.example.good, options)).toEqual([])
  })

  it.each(all)('$id has nothing to say of an empty world', (rule) => {
    expect(findingsIn(rule, '', options)).toEqual([])
  })

  it.each(all)('$id does not judge what a chart runs', (rule) => {
    if (rule.example.bad.includes('ClusterConfig')) return
    expect(findingsIn(rule, '', { ...options, charts: rule.example.bad })).toEqual([])
  })

  it.each(all)('$id points into the object that it names', (rule) => {
    for (const { object, pointer } of rule.check(yamlWorld(rule.example.bad, options))) {
      const steps = pathOf(pointer)
      // The last step may be what is missing, and so may the one before, which would hold it.
      const parent = steps
        .slice(0, -2)
        .reduce<unknown>(
          (value, step) => (value as Record<string, unknown> | undefined)?.[step],
          object.manifest,
        )
      expect(parent, `${object.key} ${pointer}`).toBeDefined()
    }
  })

  it('survive any object, whatever its members are', () => {
    const examples = all.flatMap(({ example }) => [example.bad, example.good])
    const files = examples.flatMap((example) =>
      yamlWorld(example, options).objects.map(({ manifest, path, origin }) => ({
        path,
        owner: 'a',
        origin,
        body: { kind: 'manifest' as const, manifest },
      })),
    )
    const { profile } = yamlWorld('', options)
    const junk = fc.constantFrom(undefined, null, 0, '', 'text', true, [], {}, [null], [[]], [7])
    fc.assert(
      fc.property(fc.nat(), fc.nat(), junk, (seed, place, value) => {
        const damaged = files.map((file, index) =>
          (index + seed) % 3 === 0
            ? file
            : {
                ...file,
                body: { ...file.body, manifest: damage(file.body.manifest, place, value) },
              },
        )
        const world = createWorld(damaged, profile)
        for (const rule of all) rule.check(world)
      }),
      { numRuns: 300 },
    )
  })
})

/** The object with one member replaced, chosen by its number in reading order. */
function damage<T>(object: T, place: number, value: unknown): T {
  const copy = structuredClone(object)
  const places: (() => void)[] = []
  const walk = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return
    const members = node as Record<string, unknown>
    for (const key of Object.keys(members)) {
      places.push(() => {
        members[key] = value
      })
      walk(members[key])
    }
  }
  walk(copy)
  places[place % places.length]?.()
  return copy
}
