import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
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

function workspace() {
  const root = folder()
  const cache = folder()
  const write = (text: string) => writeFileSync(join(root, 'app.ts'), text)
  write('1')
  return {
    root,
    cache,
    write,
    find: (modules = ['app.ts']) => findBundle(cache, root, modules),
    keep: (code = 'export {}') => keepBundle(cache, root, ['app.ts'], { code, inputs: ['app.ts'] }),
  }
}

it('finds a bundle again', () => {
  const { find, keep } = workspace()
  expect(find()).toBeUndefined()
  expect(keep()).toEqual(find())
})

it('finds none once a source has changed or gone, or for other modules', () => {
  const { root, find, keep, write } = workspace()
  keep()
  expect(find(['app.ts', 'other.ts'])).toBeUndefined()
  write('2')
  expect(find()).toBeUndefined()
  rmSync(join(root, 'app.ts'))
  expect(find()).toBeUndefined()
})

it('finds none where the index is damaged or the bundle has gone', () => {
  const { cache, find, keep } = workspace()
  const { file } = keep()
  const index = readdirSync(cache).find((name) => name.startsWith('modules-index-')) ?? ''
  writeFileSync(join(cache, index), '{')
  expect(find()).toBeUndefined()
  expect(keep().file).toBe(file)
  rmSync(file)
  expect(find()).toBeUndefined()
})

it('changes its digest with a source, not with the order of runs', () => {
  const { keep, write } = workspace()
  const { digest } = keep()
  write('2')
  expect(keep().digest).not.toBe(digest)
  write('1')
  expect(keep().digest).toBe(digest)
})

it('keeps the bundle in use, and few others', () => {
  const { cache, find, keep } = workspace()
  const { file } = keep()
  const age = (path: string, seconds: number) => utimesSync(path, seconds, seconds)
  age(file, 1)
  for (let index = 0; index < 40; index++) {
    const path = join(cache, `modules-${index}.mjs`)
    writeFileSync(path, '')
    age(path, 100 + index)
  }
  expect(find()?.file).toBe(file)
  keep('export const another = 1')
  expect(existsSync(file)).toBe(true)
  expect(readdirSync(cache).length).toBeLessThan(40)
})

it('says which folder cannot be written', () => {
  const { root, cache } = workspace()
  const file = join(cache, 'a-file')
  writeFileSync(file, '')
  expect(() => keepBundle(file, root, ['app.ts'], { code: '', inputs: [] })).toThrow(
    expect.objectContaining({
      exitCode: 2,
      problems: [expect.objectContaining({ id: 'cache-failed' })],
    }),
  )
})
