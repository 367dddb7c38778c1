import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openSources } from './module-sources.ts'

/** Two modules, the first of which imports a file that imports it back. */
const bundled = {
  'a.ts': { imports: ['shared.ts'] },
  'shared.ts': { imports: ['a.ts'] },
  'b.ts': { imports: [] },
}

function workspace() {
  const root = mkdtempSync(join(tmpdir(), 'skyctl-sources-'))
  onTestFinished(() => {
    rmSync(root, { recursive: true })
  })
  const write = (file: string, text: string) => writeFileSync(join(root, file), text)
  for (const file of Object.keys(bundled)) write(file, file)
  const path = join(root, 'cache', 'sources.json')
  return {
    write,
    path,
    open: () => openSources(path, root),
    remove: (file: string) => rmSync(join(root, file)),
  }
}

const later = Number.MAX_SAFE_INTEGER

it('knows a module again, in another run too', () => {
  const { open } = workspace()
  const sources = open()
  expect(sources.digestOf('a.ts')).toBeUndefined()
  sources.learn(bundled, later)
  expect(sources.digestOf('a.ts')).toMatch(/^[0-9a-f]{24}$/)
  expect(open().digestOf('a.ts')).toBe(sources.digestOf('a.ts'))
  expect(open().digestOf('b.ts')).not.toBe(sources.digestOf('a.ts'))
})

it('knows a module no more once a file that it imports has changed or gone, and others still', () => {
  const { open, write, remove } = workspace()
  open().learn(bundled, later)
  const before = open().digestOf('a.ts')
  write('shared.ts', 'changed')
  expect(open().digestOf('a.ts')).toBeUndefined()
  expect(open().digestOf('b.ts')).toBeDefined()
  const sources = open()
  sources.learn(bundled, later)
  expect(sources.digestOf('a.ts')).not.toBe(before)
  remove('shared.ts')
  expect(open().digestOf('a.ts')).toBeUndefined()
})

it('gives equal sources equal digests, whatever came before', () => {
  const { open, write } = workspace()
  open().learn(bundled, later)
  const before = open().digestOf('a.ts')
  for (const text of ['changed', 'shared.ts']) {
    write('shared.ts', text)
    open().learn(bundled, later)
  }
  expect(open().digestOf('a.ts')).toBe(before)
})

it('does not believe a file that changed after the bundler began', () => {
  const { open } = workspace()
  const sources = open()
  sources.learn(bundled, 0)
  expect(sources.digestOf('a.ts')).toBeUndefined()
})

it.each(['', '{', 'null', '[]', '{"a.ts":1}'])(
  'knows nothing where its file is damaged: %j',
  (text) => {
    const { open, write, path } = workspace()
    open().learn(bundled, later)
    write(path.slice(path.indexOf('cache')), text)
    expect(open().digestOf('a.ts')).toBeUndefined()
  },
)
