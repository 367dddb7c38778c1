import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import {
  type HashedFile,
  keyOfValidation,
  recallValidation,
  rememberValidation,
} from './remembered-validation.ts'
import type { ValidateOptions } from './validate.ts'

const options: ValidateOptions = {
  folder: '/',
  paths: ['.'],
  schemas: '/schemas',
  kubernetesVersion: '1.35',
  allowUnknownKinds: false,
  version: 'v1',
}
const files: readonly HashedFile[] = [['a.yaml', 'h1']]
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
  ['other bytes', { files: [['a.yaml', 'h2']] as const }],
  ['another name', { files: [['b.yaml', 'h1']] as const }],
  ['one more file', { files: [...files, ['b.yaml', 'h1']] as const }],
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
