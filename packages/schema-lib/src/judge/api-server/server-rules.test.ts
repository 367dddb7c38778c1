import type { Json, JsonObject } from '@skyctl/core'
import { describe, expect, it } from 'vitest'
import { checkServerRules } from './server-rules.ts'
import { objectOf } from './testing/changed.ts'
import { samples } from './testing/samples/index.ts'
import { serverCases } from './testing/server-cases.ts'

describe.each(serverCases)('$rule', ({ cases }) => {
  it.each(cases)('$title', (example) => {
    const found = checkServerRules(objectOf(example)).map(({ pointer }) => pointer)
    expect(found.sort()).toEqual([...(example.finds ?? [])].sort())
  })

  it('has passing and failing examples', () => {
    expect(cases.some(({ finds }) => finds === undefined)).toBe(true)
    expect(cases.some(({ finds }) => finds !== undefined)).toBe(true)
  })
})

it.each(Object.entries(samples))('passes the sample %s', (_, sample) => {
  expect(checkServerRules(sample)).toEqual([])
})

it('finds in an object that is empty only what is missing', async () => {
  const lines = Object.entries(samples).flatMap(([name, { apiVersion, kind, metadata }]) =>
    [{}, { spec: {} }].flatMap((content) =>
      checkServerRules({ apiVersion, kind, metadata, ...content }).map(
        ({ pointer, message }) => `${name} ${JSON.stringify(content)} ${pointer}: ${message}`,
      ),
    ),
  )
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('__messages__/empty-objects.txt')
})

it('says nothing of custom resources but of their metadata', () => {
  const object = { apiVersion: 'example.com/v1', kind: 'Pod', metadata: { name: 'Bad' }, spec: {} }
  expect(checkServerRules(object).map(({ pointer }) => pointer)).toEqual(['/metadata/name'])
})

it('says nothing of a kind that is called like a property of every object', () => {
  const object = { apiVersion: 'v1', kind: 'constructor', metadata: { name: 'x' } }
  expect(checkServerRules(object)).toEqual([])
})

it('no rule throws on a shape that it does not expect', () => {
  const shapes: readonly Json[] = [null, true, -1, 1.5, '', 'x', [], [null], ['x'], [[]], [{}], {}]
  for (const sample of Object.values(samples)) {
    for (const path of pathsOf(sample)) {
      for (const shape of shapes) {
        const odd = replaceAt(sample, path, shape) as JsonObject
        expect(() => checkServerRules(odd)).not.toThrow()
      }
    }
  }
})

it('says what is wrong and what to do', async () => {
  const lines = serverCases.flatMap(({ rule, cases }) => [
    `# ${rule}`,
    ...cases.flatMap((example) =>
      checkServerRules(objectOf(example)).map(
        ({ pointer, message, hint }) =>
          `${example.sample} ${pointer}\n  ${message.slice(0, 300)}\n  -> ${hint}`,
      ),
    ),
  ])
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('__messages__/server-rules.txt')
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
