import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseOwnerManifest } from './owners.ts'
import { readTree } from './read-tree.ts'
import type { Rendered } from './render.ts'
import { syncTree } from './sync-tree.ts'
import { type DiskTree, readDiskTree, writeDiskTree } from './testing/disk-tree.ts'
import { rendered } from './testing/rendered.ts'
import { runChild } from './testing/run-child.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'
import { temporarySuffix } from './tree-path.ts'
import type { DiskOperation } from './write-tree.ts'

const file = (name: string, owner: string, text?: string, folder = owner) =>
  rendered(`production/apps/${folder}/shop/${name}.yaml`, owner, text)

const before = [
  file('a', 'cart'),
  file('b', 'cart', 'old\n'),
  file('c', 'web'),
  rendered('types/x.d.ts', '_types'),
]
const cases: Readonly<
  Record<
    string,
    readonly [before: readonly Rendered[], after: readonly Rendered[], disk?: DiskTree]
  >
> = {
  'a first run': [[], before],
  'adding, changing and deleting': [
    before,
    [file('b', 'cart', 'new\n'), file('d', 'cart'), rendered('types/y.d.ts', '_types')],
  ],
  'deleting everything': [before, []],
  'moving files to another owner': [
    before,
    [file('a', 'web', undefined, 'cart'), file('b', 'web', 'old\n'), file('c', 'cart')],
  ],
  'moving a protected object to another owner': [
    [file('statefulset.apps.db', 'cart', 'a\n')],
    [file('statefulset.apps.db', 'web', 'a\n')],
  ],
  'a new environment and the end of another': [
    before,
    [rendered('staging/apps/cart/shop/a.yaml', 'cart')],
  ],
  'a merge conflict in an owner manifest': [
    before,
    [file('a', 'cart'), file('d', 'cart')],
    {
      'production/.owners/cart.txt':
        '<<<<<<< a\nproduction/apps/cart/shop/a.yaml\n=======\nproduction/apps/cart/shop/b.yaml\n>>>>>>> b\n',
      'production/apps/cart/shop/a.yaml': '<<<<<<< a\n',
    },
  ],
}

const mine = {
  'production/apps/cart/mine.txt': 'mine',
  'production/apps/cart/shop/mine.yaml': 'mine',
}

class Killed extends Error {}

describe('applyTree', () => {
  describe.each(Object.entries(cases))(
    'killed at any operation of %s',
    (_, [from, to, disk = {}]) => {
      it('leaves a tree that the next run makes equal to an uninterrupted one', () => {
        const wanted = start(from, disk)
        const operations: DiskOperation[] = []
        sync(wanted, to, (operation) => operations.push(operation))
        expect(operations.length).toBeGreaterThan(5)

        for (const [step, operation] of operations.entries()) {
          const root = start(from, disk)
          expect(() => sync(root, to, killAt(step, root))).toThrow(Killed)
          expect({ step, operation, unnamed: filesThatNobodyNames(root) }).toEqual({
            step,
            operation,
            unnamed: [],
          })
          sync(root, to)
          expect({ step, operation, tree: readDiskTree(root) }).toEqual({
            step,
            operation,
            tree: readDiskTree(wanted),
          })
        }
        expect(readDiskTree(wanted)).toMatchObject(mine)
      })

      it('leaves a tree that a run with another plan completes as well', () => {
        const other = [file('a', 'other', 'other\n', 'cart'), file('z', 'cart')]
        const wanted = start([], {})
        sync(wanted, other)
        const count = countOperations(from, to, disk)
        for (let step = 0; step < count; step++) {
          const root = start(from, disk)
          expect(() => sync(root, to, killAt(step, root))).toThrow(Killed)
          syncTree({ root, rendered: other, allowPrune: ['cart', 'web'] })
          expect({ step, tree: readDiskTree(root) }).toEqual({ step, tree: readDiskTree(wanted) })
        }
      })
    },
  )

  it('is repaired after a kill of the process itself', () => {
    const root = temporaryFolder()
    const files = { 'production/apps/cart/a.yaml': 'a\n', 'production/apps/cart/b.yaml': 'b\n' }
    const killed = runChild('sync.child.ts', [root, JSON.stringify(files), '5'])
    expect(killed.signal).toBe('SIGKILL')
    expect(Object.keys(readDiskTree(root)).some((path) => path.endsWith(temporarySuffix))).toBe(
      true,
    )
    expect(runChild('sync.child.ts', [root, JSON.stringify(files)]).status).toBe(0)
    expect(readDiskTree(root)).toEqual({
      ...files,
      'production/.owners/cart.txt': 'production/apps/cart/a.yaml\nproduction/apps/cart/b.yaml\n',
    })
  })

  it('says what to do where the folder is read-only', () => {
    const folder = temporaryFolder()
    chmodSync(folder, 0o755)
    const root = join(folder, 'generated')
    mkdirSync(root)
    chmodSync(root, 0o555)
    const result = runChild('sync.child.ts', [root, '{"production/apps/cart/a.yaml":"a"}'], {
      unprivileged: true,
    })
    expect(JSON.parse(result.stdout)).toMatchInlineSnapshot(`
      {
        "exitCode": 1,
        "problems": [
          {
            "hint": "give yourself write permission on generated/ and run again",
            "id": "write-failed",
            "message": "cannot create the folder 'generated/production/.owners' (EACCES): the run stopped there, and generated/ may be half written until the next run",
            "severity": "error",
            "where": {
              "file": "generated/production/.owners",
            },
          },
        ],
      }
    `)
    expect(readDiskTree(root)).toEqual({})
  })

  it('leaves no temporary file where the disk refuses, and the next run completes the tree', () => {
    const root = temporaryFolder()
    const target = file('a', 'cart')
    const intruder = join(root, target.path, 'in-the-way')
    const fail = ({ kind, path }: DiskOperation) => {
      if (kind === 'rename' && path === target.path) mkdirSync(intruder, { recursive: true })
    }
    expect(() => sync(root, [target], fail)).toThrow(/^cannot replace '.*a.yaml' \(EISDIR\)/)
    expect(readTree(root).leftovers).toEqual([])
    rmSync(join(root, target.path), { recursive: true })
    sync(root, [target])
    expect(readDiskTree(root)[target.path]).toBe(target.bytes())
  })
})

/** A tree in state `from` with files of the user's own in it. */
function start(from: readonly Rendered[], disk: DiskTree): string {
  const root = temporaryFolder()
  syncTree({ root, rendered: from })
  writeDiskTree(root, { ...disk, ...mine })
  return root
}

function sync(
  root: string,
  files: readonly Rendered[],
  onOperation: (operation: DiskOperation) => void = () => {},
): void {
  syncTree({ root, rendered: files, onOperation })
}

function countOperations(
  from: readonly Rendered[],
  to: readonly Rendered[],
  disk: DiskTree,
): number {
  let count = 0
  sync(start(from, disk), to, () => count++)
  return count
}

/** Ends a run before operation `step`; a write that is cut short has left half a temporary file. */
function killAt(step: number, root: string): (operation: DiskOperation) => void {
  let count = 0
  return ({ kind, path }) => {
    if (count++ < step) return
    if (kind === 'write') writeFileSync(join(root, path, '..', `.1${temporarySuffix}`), 'half')
    throw new Killed()
  }
}

/** Files that some run wrote and no owner manifest names: they would never be pruned. */
function filesThatNobodyNames(root: string): string[] {
  const listing = readTree(root)
  const tree = readDiskTree(root)
  const named = new Set(
    listing.ownerManifests.flatMap(
      ({ path, scope }) => parseOwnerManifest(tree[path] ?? '', scope, path).paths,
    ),
  )
  return [...listing.files].filter((path) => !named.has(path) && !(path in mine))
}
