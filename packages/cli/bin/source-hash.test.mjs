import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest'
import { hashOfSources } from './source-hash.js'

let root = ''
const file = 'packages/core/src/index.ts'

/** @param {string} path @param {string} text */
function write(path, text) {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

const hash = () => hashOfSources(root, join(root, 'cache'))
const remembered = () => join(root, 'cache', 'sources')

function enterFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'skyctl-sources-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  root = folder
}

beforeEach(() => {
  enterFolder()
  write('package-lock.json', '{}')
  write(file, 'one')
  write('packages/core/src/index.test.ts', 'a test')
  write('schemas/v1.35.0-standalone-strict/pod.json', '{}')
})

/** As if the sources had been written some time ago. */
function later() {
  vi.useFakeTimers({ now: Date.now() + 10_000, toFake: ['Date'] })
  onTestFinished(() => {
    vi.useRealTimers()
  })
}

it('is another for another source, schema or package, and none for a test', () => {
  const first = hash()
  write('packages/core/src/index.test.ts', 'another test')
  expect(hash()).toBe(first)
  write(file, 'two')
  const second = hash()
  write('schemas/v1.35.0-standalone-strict/pod.json', '[]')
  const third = hash()
  write('package-lock.json', '[]')
  expect(new Set([first, second, third, hash()]).size).toBe(4)
})

it('is the same in another folder', () => {
  const first = hash()
  const old = root
  enterFolder()
  for (const path of ['package-lock.json', file, 'schemas/v1.35.0-standalone-strict/pod.json']) {
    write(path, readFileSync(join(old, path), 'utf8'))
  }
  expect(hash()).toBe(first)
})

it('is remembered, and noticed to be old where size and time are as before', () => {
  later()
  const first = hash()
  expect(readFileSync(remembered(), 'utf8')).toContain(first)
  const { atime, mtime } = statSync(join(root, file))
  write(file, 'two')
  utimesSync(join(root, file), atime, mtime)
  expect(hash()).not.toBe(first)
})

it('is taken from memory where nothing changed', () => {
  later()
  hash()
  const [stamp] = readFileSync(remembered(), 'utf8').split(' ')
  writeFileSync(remembered(), `${stamp} from-memory`)
  expect(hash()).toBe('from-memory')
})

it('is not remembered while sources are so new that another write might not show', () => {
  hash()
  expect(existsSync(remembered())).toBe(false)
})

it('needs no memory', () => {
  later()
  const first = hash()
  rmSync(join(root, 'cache'), { recursive: true })
  writeFileSync(join(root, 'cache'), 'a file in its place')
  expect(hash()).toBe(first)
})
