import type { Json, JsonObject } from '@skyctl/core'
import { describe, expect, it } from 'vitest'
import { checkServerRules } from './server-rules.ts'
import { objectOf } from './testing/changed.ts'
import { samples } from './testing/samples/index.ts'
import { serverCases } from './testing/server-cases.ts'

describe.each(serverCases)('$rule', ({ cases }) => {
  it.each(cases)('$title', (example) => {
    const found = checkServerRules(objectOf(example), '1.35').map(({ pointer }) => pointer)
    expect(found.sort()).toEqual([...(example.finds ?? [])].sort())
  })

  it('has passing and failing examples', () => {
    expect(cases.some(({ finds }) => finds === undefined)).toBe(true)
    expect(cases.some(({ finds }) => finds !== undefined)).toBe(true)
  })
})

it.each(Object.entries(samples))('passes the sample %s', (_, sample) => {
  expect(checkServerRules(sample, '1.35')).toEqual([])
})

it('finds in an object that is empty only what is missing', async () => {
  const lines = Object.entries(samples).flatMap(([name, { apiVersion, kind, metadata }]) =>
    [{}, { spec: {} }].flatMap((content) =>
      checkServerRules({ apiVersion, kind, metadata, ...content }, '1.35').map(
        ({ pointer, message }) => `${name} ${JSON.stringify(content)} ${pointer}: ${message}`,
      ),
    ),
  )
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('__messages__/empty-objects.txt')
})

it.each([
  [
    'a Service that begins with a digit',
    'Service',
    '/metadata/name',
    '9lives',
    'refuses',
    'accepts',
  ],
  [
    'an address with leading zeros',
    'Pod',
    '/spec/hostAliases/0/ip',
    '010.0.0.1',
    'accepts',
    'refuses',
  ],
  ['IPv4 as IPv6', 'Pod', '/spec/hostAliases/0/ip', '::ffff:10.0.0.1', 'accepts', 'refuses'],
  [
    'a network with bits of hosts',
    'NetworkPolicy',
    '/spec/egress/0/to/0/ipBlock/cidr',
    '10.0.0.7/24',
    'accepts',
    'refuses',
  ],
] as const)('%s', (title, sample, pointer, value, before, since) => {
  const object = objectOf({ title, sample, changes: { [pointer]: value } })
  const verdict = (version: string) =>
    checkServerRules(object, version).length === 0 ? 'accepts' : 'refuses'
  expect([verdict('1.35'), verdict('1.36')]).toEqual([before, since])
})

it('says nothing of custom resources but of their metadata', () => {
  const object = { apiVersion: 'example.com/v1', kind: 'Pod', metadata: { name: 'Bad' }, spec: {} }
  expect(checkServerRules(object, '1.35').map(({ pointer }) => pointer)).toEqual(['/metadata/name'])
})

it('says nothing of a kind that is called like a property of every object', () => {
  const object = { apiVersion: 'v1', kind: 'constructor', metadata: { name: 'x' } }
  expect(checkServerRules(object, '1.35')).toEqual([])
})

it('no rule throws on a shape that it does not expect', () => {
  const shapes: readonly Json[] = [null, true, -1, 1.5, '', 'x', [], [null], ['x'], [[]], [{}], {}]
  const thrown: string[] = []
  for (const [name, sample] of Object.entries(samples)) {
    for (const path of pathsOf(sample)) {
      for (const shape of shapes) {
        try {
          checkServerRules(replaceAt(sample, path, shape) as JsonObject, '1.35')
        } catch (error) {
          thrown.push(`${name} ${path.join('/')} as ${JSON.stringify(shape)}: ${error}`)
        }
      }
    }
  }
  expect(thrown).toEqual([])
})

it('says what is wrong and what to do', async () => {
  const lines = serverCases.flatMap(({ rule, cases }) => [
    `# ${rule}`,
    ...cases.flatMap((example) =>
      checkServerRules(objectOf(example), '1.35').map(
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
