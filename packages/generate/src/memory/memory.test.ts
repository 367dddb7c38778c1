import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it, onTestFinished } from 'vitest'
import { openMemory } from './memory.ts'

function place() {
  const folder = mkdtempSync(join(tmpdir(), 'skyctl-memory-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true })
  })
  const path = join(folder, 'cache', 'memory')
  return { path, open: (version = 'v1') => openMemory(path, version) }
}

const nothing = () => false

it('gives back what a run before kept, whatever it is', () => {
  const { open } = place()
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.array(fc.string({ unit: 'binary' }))), (results) => {
      const kept = open()
      for (const [key, texts] of Object.entries(results)) kept.keep(key, '', { key }, texts)
      kept.save(nothing)
      const later = open()
      for (const [key, texts] of Object.entries(results)) {
        const recalled = later.recall(key)
        expect(recalled?.value).toEqual({ key })
        expect(texts.map((_, index) => recalled?.text(index))).toEqual(texts)
      }
    }),
    { numRuns: 50 },
  )
})

it('gives back what the same run kept', () => {
  const memory = place().open()
  memory.keep('a', '', 1, ['x', 'yz'])
  expect(memory.recall('a')?.text(1)).toBe('yz')
  expect(memory.recall('b')).toBeUndefined()
})

it('drops what a run did not ask for, but for what it left out', () => {
  const { open } = place()
  const first = open()
  for (const scope of ['live', 'test', '']) first.keep(`of ${scope}`, scope, scope)
  first.keep('other of live', 'live', 'other')
  first.save(nothing)
  const second = open()
  second.recall('of live')
  second.save((scope) => scope === 'test')
  const third = open()
  expect(
    ['of live', 'of test', 'of ', 'other of live'].filter((key) => third.recall(key) !== undefined),
  ).toEqual(['of live', 'of test'])
})

it('knows nothing of what another version kept', () => {
  const { open } = place()
  const memory = open()
  memory.keep('a', '', 1)
  memory.save(nothing)
  expect(open('v2').recall('a')).toBeUndefined()
})

it('is empty where any byte of its file is damaged, or lost', () => {
  const { open, path } = place()
  const memory = open()
  memory.keep('a', '', { some: 'value' }, ['and', 'texts'])
  memory.save(nothing)
  const bytes = readFileSync(path)
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const damaged = Buffer.from(bytes)
      damaged[at] = (damaged[at] ?? 0) ^ change
      for (const file of [damaged, bytes.subarray(0, at)]) {
        writeFileSync(path, file)
        expect(open().recall('a')).toBeUndefined()
      }
    }),
  )
})
