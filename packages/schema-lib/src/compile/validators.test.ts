import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openSchemaStore } from '../schemas/schema-store.ts'
import { createSampleSchemas, sampleSchemas } from '../testing/sample-schemas.ts'
import { loadValidators } from './validators.ts'

const path = 'v1.35.0-standalone-strict/thing-v1.json'
const good = { apiVersion: 'v1', kind: 'Thing' }

async function load(folder: string, cache: string) {
  const validate = (await loadValidators(openSchemaStore(folder), [path], cache)).get(path)
  if (validate === undefined) throw new Error('no validator')
  return validate
}

it('keeps the code of a validator, and loads it again', async () => {
  const { folder, cache } = createSampleSchemas()
  expect((await load(folder, cache))(good)).toBe(true)
  const kept = readdirSync(cache)
  expect(kept).toHaveLength(1)
  expect((await load(folder, cache))({ ...good, x: 1 })).toBe(false)
  expect(readdirSync(cache)).toEqual(kept)
})

it('makes code again that was cut short', async () => {
  const { folder, cache } = createSampleSchemas()
  await load(folder, cache)
  const [file = ''] = readdirSync(cache)
  writeFileSync(join(cache, file), 'module.exports = {')
  expect((await load(folder, cache))(good)).toBe(true)
})

it('makes other code where a schema or what it refers to has changed', async () => {
  const { folder, cache } = createSampleSchemas()
  const spec = { ...good, spec: { image: 'a', extra: 1 } }
  expect((await load(folder, cache))(spec)).toBe(false)
  const open = { definitions: { Spec: { type: 'object' } } }
  writeFileSync(join(folder, 'v1.35.0-standalone-strict/_definitions.json'), JSON.stringify(open))
  expect((await load(folder, cache))(spec)).toBe(true)
})

it('does without a cache that cannot be written', async () => {
  const { folder } = createSampleSchemas()
  expect((await load(folder, '/dev/null/validators'))(good)).toBe(true)
})

it('judges a pattern that JavaScript cannot say, from the cache too', async () => {
  const schema = { type: 'string', pattern: '^(?i)[[:alpha:]]+$' }
  const { folder, cache } = createSampleSchemas({ ...sampleSchemas, [path]: schema })
  for (const _ of ['compiled', 'loaded']) {
    const validate = await load(folder, cache)
    expect([validate('aB'), validate('a1')]).toEqual([true, false])
  }
})

it('knows a field that is called like a keyword', async () => {
  const { folder, cache } = createSampleSchemas()
  const validate = await load(folder, cache)
  expect([validate({ ...good, $schema: 'x' }), validate({ ...good, $schema: 1 })]).toEqual([
    true,
    false,
  ])
})

it.each([
  ['', true],
  ['YWJj', true],
  ['YW==', true],
  ['YWJj\nYWJj\n', true],
  ['Y\nW\r\nI=\n', true],
  ['YW=\n=\n', true],
  ['YWJ', false],
  ['YWJj=', false],
  ['YW-_', false],
  ['YWJj YWJj', false],
  ['=\n=', false],
])('reads the base64 %j as Go does', async (secret, valid) => {
  const { folder, cache } = createSampleSchemas()
  expect((await load(folder, cache))({ ...good, secret })).toBe(valid)
})
