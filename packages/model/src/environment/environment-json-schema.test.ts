import { readdirSync, readFileSync } from 'node:fs'
import { Ajv, type ErrorObject } from 'ajv'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { environmentJsonSchema } from './environment-json-schema.ts'

const folder = new URL('../../../../environments/', import.meta.url)
const reference = readdirSync(folder).map((name) => {
  const text = readFileSync(new URL(name, folder), 'utf8')
  return { name, text, value: parse(text) as Readonly<Record<string, unknown>> }
})

/** Options of the components that the reference files name, and of one that these tests know. */
const options: Readonly<Record<string, z.ZodType>> = {
  ...Object.fromEntries(
    reference.flatMap(({ value }) =>
      Object.keys(value.components ?? {}).map((name) => [name, z.looseObject({})]),
    ),
  ),
  tekton: z.strictObject({
    replicas: z.int().min(1).meta({ description: 'Pods of the controller.' }),
    storage: z
      .discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('s3'), bucket: z.string() }),
        z.strictObject({ kind: z.literal('disk') }),
      ])
      .optional(),
  }),
}

const text = environmentJsonSchema(options)
const validate = new Ajv({
  strict: true,
  allowUnionTypes: true,
  formats: { email: true, date: true },
}).compile(JSON.parse(text))

function errorsOf(value: unknown): readonly string[] {
  validate(value)
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }: ErrorObject) =>
      `${instancePath}: ${message}${params.additionalProperty === undefined ? '' : ` (${params.additionalProperty})`}`,
  )
}

describe.each(reference)('environments/$name', ({ text, value }) => {
  test('meets the schema', () => {
    expect(errorsOf(value)).toEqual([])
  })

  test('names the schema for the editor', () => {
    expect(text.split('\n')[0]).toBe(
      '# yaml-language-server: $schema=../schemas/skyctl/environment.schema.json',
    )
  })
})

test('an unknown key is an error at any depth', () => {
  expect([
    ...errorsOf({ regoin: 'eu-west-1' }),
    ...errorsOf({ network: { natGateway: 'Single' } }),
    ...errorsOf({ nodeGroups: { general: { maximum: 3 } } }),
    ...errorsOf({ components: { tektn: {} } }),
    ...errorsOf({ components: { tekton: { replica: 1 } } }),
  ]).toEqual([
    ': must NOT have additional properties (regoin)',
    '/network: must NOT have additional properties (natGateway)',
    '/nodeGroups/general: must NOT have additional properties (maximum)',
    '/components: must NOT have additional properties (tektn)',
    '/components/tekton: must NOT have additional properties (replica)',
  ])
})

test('a wrong value is an error', () => {
  expect([
    ...errorsOf({ account: 111122223333 }),
    ...errorsOf({ kubernetes: { version: '1.20' } }),
    ...errorsOf({ zones: ['eu-west-1a'] }),
    ...errorsOf({ components: { tekton: { replicas: 0 } } }),
  ]).toMatchInlineSnapshot(`
    [
      "/account: must be string,null",
      "/kubernetes/version: must be equal to one of the allowed values",
      "/zones: must NOT have fewer than 2 items",
      "/components/tekton/replicas: must be >= 1",
    ]
  `)
})

test('a file may hold any part of an environment, and take inherited keys away', () => {
  expect([
    ...errorsOf({}),
    ...errorsOf({ network: { nat: 'Single' }, teams: { cart: { description: 'Baskets.' } } }),
    ...errorsOf({ network: null, kubernetes: { version: null }, tags: { owner: null } }),
    ...errorsOf({ components: { tekton: { storage: null } } }),
    ...errorsOf({ components: { tekton: { storage: { bucket: 'x' } } } }),
  ]).toEqual([])
})

test('an entry of a list is never merged, so it must be whole', () => {
  expect(
    errorsOf({ suppressions: [{ rule: 'require-probe', reason: null }] }),
  ).toMatchInlineSnapshot(`
    [
      "/suppressions/0: must have required property 'object'",
    ]
  `)
})

test('every key has a description', () => {
  const missing: string[] = []
  const walk = (node: unknown, path: string) => {
    if (typeof node !== 'object' || node === null) return
    for (const [key, child] of Object.entries(node)) {
      if (key === 'properties') {
        for (const [name, property] of Object.entries(child as object)) {
          if (!('description' in property)) missing.push(`${path}.${name}`)
        }
      }
      walk(child, key === 'properties' || key === 'items' ? path : `${path}.${key}`)
    }
  }
  const { components, ...properties } = JSON.parse(environmentJsonSchema({})).properties
  walk({ properties }, '')
  expect(components.description).toBeTypeOf('string')
  expect(missing).toEqual([])
})

test('the text does not depend on the order in which components are found', () => {
  const reversed = Object.fromEntries(Object.entries(options).reverse())
  expect(environmentJsonSchema(reversed)).toBe(text)
  expect(text.endsWith('}\n')).toBe(true)
})
