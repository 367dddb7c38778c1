import { lstatSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compareTree } from './compare.ts'
import { contentHash } from './content-hash.ts'
import { syncTree } from './sync-tree.ts'
import { rendered } from './testing/rendered.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'
import { fileHash, openTreeIndex, saveTreeIndex } from './tree-index.ts'

const file = rendered('production/apps/cart/a.yaml', 'cart', 'abc\n')
const staging = rendered('staging/apps/cart/a.yaml', 'cart', 'abc\n')

describe('the tree index', () => {
  it('spares reading files that did not change', () => {
    const { root, indexPath } = synced()
    expect(readsOf(root, indexPath)).toBe(1)
    syncTree({ root, rendered: [file], indexPath })
    expect(readsOf(root, indexPath)).toBe(0)
  })

  it('sees a byte that changed though size and modification time did not', () => {
    const { root, indexPath } = synced()
    syncTree({ root, rendered: [file], indexPath })
    const path = join(root, file.path)
    const { atime, mtime, mtimeMs, size } = lstatSync(path)
    writeFileSync(path, 'abd\n')
    utimesSync(path, atime, mtime)
    expect(Math.abs(lstatSync(path).mtimeMs - mtimeMs)).toBeLessThan(1)
    expect(lstatSync(path).size).toBe(size)
    expect(syncTree({ root, rendered: [file], indexPath }).changed).toEqual([file.path])
    expect(readFileSync(path, 'utf8')).toBe('abc\n')
  })

  it('sees every change of a file that is rewritten again and again at once', () => {
    const { root, indexPath } = synced()
    const path = join(root, file.path)
    for (let round = 0; round < 200; round++) {
      writeFileSync(path, round % 2 ? 'abc\n' : 'abd\n')
      const { changed } = syncTree({ root, rendered: [file], indexPath, check: true })
      expect([round, changed.length]).toEqual([round, round % 2 ? 0 : 1])
    }
  })

  it('does not record a file that changed after the run began', () => {
    const folder = temporaryFolder()
    const path = join(folder, 'a')
    const indexPath = join(folder, 'index')
    const index = openTreeIndex(indexPath)
    writeFileSync(path, 'abc')
    expect(index && fileHash(path, 'a', index)).toBe(contentHash('abc'))
    expect(index?.seen.size).toBe(0)
  })

  it('keeps what it knows of environments that a run leaves out', () => {
    const { root, indexPath } = synced([file, staging])
    syncTree({ root, rendered: [file, staging], indexPath })
    syncTree({ root, rendered: [file], indexPath, scope: { environments: ['production'] } })
    const index = openTreeIndex(indexPath)
    expect([...(index?.known.keys() ?? [])].sort()).toEqual([file.path, staging.path])
  })

  it('forgets files that are gone, and writes nothing where nothing is new', () => {
    const { root, indexPath } = synced([file, staging])
    syncTree({ root, rendered: [file, staging], indexPath })
    const { ino } = statSync(indexPath)
    syncTree({ root, rendered: [file, staging], indexPath })
    expect(statSync(indexPath).ino).toBe(ino)
    syncTree({ root, rendered: [file], indexPath })
    expect([...(openTreeIndex(indexPath)?.known.keys() ?? [])]).toEqual([file.path])
  })

  it.each([
    '',
    '{',
    'null',
    '[]',
    '{"version":1}',
    '{"version":1,"entries":[null]}',
    '{"version":0,"entries":[]}',
    '{"version":1,"entries":[["production/apps/cart/a.yaml"]]}',
  ])('is an empty one where its file holds %j', (text) => {
    const { root, indexPath } = synced()
    syncTree({ root, rendered: [file], indexPath })
    writeFileSync(indexPath, text)
    writeFileSync(join(root, file.path), 'other')
    expect(syncTree({ root, rendered: [file], indexPath }).changed).toEqual([file.path])
  })

  it('is done without where its folder cannot be made', () => {
    const { root } = synced()
    const indexPath = join(root, file.path, 'index')
    expect(openTreeIndex(indexPath)).toBeUndefined()
    expect(syncTree({ root, rendered: [file], indexPath }).unchanged).toBe(1)
  })

  it('changes no result when it is deleted', () => {
    const { root, indexPath } = synced()
    const first = syncTree({ root, rendered: [file, staging], indexPath, check: true })
    rmSync(indexPath, { force: true })
    expect(syncTree({ root, rendered: [file, staging], indexPath, check: true })).toEqual(first)
  })
})

/** A tree written so long ago, by the file system's clock, that its files can be recorded. */
function synced(files = [file]): { readonly root: string; readonly indexPath: string } {
  const folder = temporaryFolder()
  const root = join(folder, 'generated')
  const indexPath = join(folder, 'cache', 'tree-index')
  syncTree({ root, rendered: files })
  const newest = Math.max(...files.map(({ path }) => lstatSync(join(root, path)).ctimeMs))
  const clock = join(folder, 'clock')
  do writeFileSync(clock, '.')
  while (lstatSync(clock).mtimeMs <= newest)
  return { root, indexPath }
}

function readsOf(root: string, indexPath: string): number | undefined {
  const index = openTreeIndex(indexPath)
  compareTree([file], root, {}, index)
  if (index !== undefined) saveTreeIndex(index, () => true)
  return index?.reads
}
