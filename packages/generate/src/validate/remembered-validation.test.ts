import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { keyOfValidation, recallValidation, rememberValidation } from './remembered-validation.ts'
import type { ValidateOptions } from './validate.ts'

const options: ValidateOptions = {
  folder: '/',
  paths: ['.'],
  schemas: '/schemas',
  kubernetesVersion: '1.35',
  allowUnknownKinds: false,
  version: 'v1',
}
const files = [{ file: 'a.yaml', hash: 'h1' }]
const names = ['notes.txt']
const result = { problems: [], objects: 1, baseline: { version: 1 as const, findings: [] } }

function createCache(): string {
  const cache = mkdtempSync(join(tmpdir(), 'skyctl-validations-'))
  onTestFinished(() => rmSync(cache, { recursive: true, force: true }))
  return cache
}

it('gives back what was remembered under the same key', () => {
  const cache = createCache()
  rememberValidation(cache, 'k', result)
  expect(recallValidation(cache, 'k')).toEqual(result)
  expect(recallValidation(cache, 'other')).toBeUndefined()
})

it.each([
  ['other bytes', { files: [{ file: 'a.yaml', hash: 'h2' }] }],
  ['another name', { files: [{ file: 'b.yaml', hash: 'h1' }] }],
  ['one more file', { files: [...files, { file: 'b.yaml', hash: 'h1' }] }],
  ['one more file that is no manifest', { names: [...names, 'more.txt'] }],
  ['another version of the tool', { options: { ...options, version: 'v2' } }],
  ['another Kubernetes', { options: { ...options, kubernetesVersion: '1.36' } }],
  ['another level', { options: { ...options, guardrails: 'strict' as const } }],
  ['another day', { options: { ...options, today: '2027-01-01' } }],
])('knows %s apart', (_, change) => {
  const all = { files, names, options, ...change }
  const key = keyOfValidation(all.files, all.names, all.options)
  expect(key).toMatch(/^[0-9a-f]{32}$/)
  expect(key).not.toBe(keyOfValidation(files, names, options))
})

it('has no key where the tool has no version', () => {
  const { version: _, ...rest } = options
  expect(keyOfValidation(files, names, rest)).toBeUndefined()
})

it('has no key where a file cannot be read', () => {
  const unread = [...files, { file: 'b.yaml', hash: undefined }]
  expect(keyOfValidation(unread, names, options)).toBeUndefined()
})

it('takes a result that was cut short for none, and does without a cache', () => {
  const cache = createCache()
  writeFileSync(join(cache, 'k.json'), '{"problems":')
  expect(recallValidation(cache, 'k')).toBeUndefined()
  expect(() => rememberValidation('/dev/null/x', 'k', result)).not.toThrow()
})

it('keeps the newest few', () => {
  const cache = createCache()
  for (let index = 0; index < 20; index++) rememberValidation(cache, `k${index}`, result)
  expect(readdirSync(cache)).toHaveLength(8)
})
