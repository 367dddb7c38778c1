import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { findBundle, keepBundle } from './bundle-cache.ts'

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'skyctl-bundles-'))
  onTestFinished(() => {
    rmSync(path, { recursive: true })
  })
  return path
}

it('finds a bundle again by its key', () => {
  const cache = folder()
  expect(findBundle(cache, 'a')).toBeUndefined()
  const file = keepBundle(cache, 'a', 'export {}')
  expect(findBundle(cache, 'a')).toBe(file)
  expect(findBundle(cache, 'b')).toBeUndefined()
  expect(readFileSync(file, 'utf8')).toBe('export {}')
})

it('keeps the bundle in use, and few others', () => {
  const cache = folder()
  const file = keepBundle(cache, 'a', '')
  const age = (path: string, seconds: number) => utimesSync(path, seconds, seconds)
  age(file, 1)
  for (let index = 0; index < 40; index++) {
    const path = join(cache, `modules-${index}.mjs`)
    writeFileSync(path, '')
    age(path, 100 + index)
  }
  expect(findBundle(cache, 'a')).toBe(file)
  keepBundle(cache, 'b', '')
  expect(existsSync(file)).toBe(true)
  expect(readdirSync(cache).length).toBeLessThan(40)
})

it('says which folder cannot be written', () => {
  const file = join(folder(), 'a-file')
  writeFileSync(file, '')
  expect(() => keepBundle(file, 'a', '')).toThrow(
    expect.objectContaining({
      exitCode: 2,
      problems: [expect.objectContaining({ id: 'cache-failed' })],
    }),
  )
})
