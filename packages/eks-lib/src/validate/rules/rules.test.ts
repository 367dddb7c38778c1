import type { Json, JsonObject } from '@skyctl/core'
import { describe, expect, it } from 'vitest'
import { full, fullyPrivate, ipv6, selfManaged } from '../testing/base-configs.ts'
import { ruleCases } from '../testing/rule-cases.ts'
import { validateClusterConfig } from '../validate-cluster-config.ts'
import { clusterRules } from './index.ts'

describe.each(ruleCases)('$rule', ({ rule, cases }) => {
  it.each(cases)('$title', ({ config, phase = 'full', finds = [] }) => {
    const problems = validateClusterConfig(config, { phase })
    const found = problems.map(({ id, where }) => `${id} ${where.pointer}`)
    expect(found).toEqual(finds.map((pointer) => `${rule} ${pointer}`))
  })

  it('has a passing and a failing example', () => {
    expect(cases.some(({ finds }) => finds === undefined)).toBe(true)
    expect(cases.some(({ finds }) => finds !== undefined)).toBe(true)
  })

  it('finds nothing in an empty config but fields that are missing', () => {
    for (const phase of ['bootstrap', 'full'] as const) {
      const problems = validateClusterConfig({}, { phase }).filter(({ id }) => id === rule)
      expect(problems.length).toBe(rule === 'require-fields' ? 3 : 0)
    }
  })
})

it('every rule has examples, and its id once', () => {
  expect(ruleCases.map(({ rule }) => rule)).toEqual(clusterRules.map(({ id }) => id))
})

it('no rule throws on a shape that it does not expect', () => {
  const shapes: readonly Json[] = [null, true, -1, '', 'x', [], [null], ['x'], [[]], [{}], {}]
  for (const shape of shapes) {
    expect(() => validateClusterConfig(shape as JsonObject, { phase: 'full' })).not.toThrow()
  }
  for (const config of [full, selfManaged, ipv6, fullyPrivate]) {
    for (const path of pathsOf(config)) {
      for (const shape of shapes) {
        const odd = replaceAt(config, path, shape) as JsonObject
        expect(() => validateClusterConfig(odd, { phase: 'bootstrap' })).not.toThrow()
      }
    }
  }
})

it('says what is wrong and what to do', async () => {
  const lines = ruleCases.flatMap(({ cases }) =>
    cases.flatMap(({ title, config, phase = 'full', finds }) =>
      finds === undefined
        ? []
        : [
            `# ${title}`,
            ...validateClusterConfig(config, { phase, file: 'cluster.yaml' }).map(
              ({ id, where, message, hint }) =>
                `${where.file} ${where.object} ${where.pointer}\n  ${id}: ${message}\n  -> ${hint}`,
            ),
          ],
    ),
  )
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('__messages__/rules.txt')
})

function pathsOf(value: Json): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, item]) => [
    [key],
    ...pathsOf(item).map((path) => [key, ...path]),
  ])
}

function replaceAt(value: Json, [key, ...rest]: readonly string[], shape: Json): Json {
  if (key === undefined) return shape
  if (Array.isArray(value)) {
    const list: readonly Json[] = value
    return list.map((item, index) => (String(index) === key ? replaceAt(item, rest, shape) : item))
  }
  const object = value as JsonObject
  return { ...object, [key]: replaceAt(object[key] ?? null, rest, shape) }
}
