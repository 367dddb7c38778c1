import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Rendered } from './render.ts'
import { syncTree } from './sync-tree.ts'
import { readDiskTree, writeDiskTree } from './testing/disk-tree.ts'
import { rendered } from './testing/rendered.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

const cart = rendered('production/apps/cart/shop/service.core.cart.yaml', 'cart')
const cartStaging = rendered('staging/apps/cart/shop/service.core.cart.yaml', 'cart')
const checkout = rendered('production/apps/checkout/shop/service.core.checkout.yaml', 'checkout')
const types = rendered('types/cart.d.ts', '_types')
const all = [cart, cartStaging, checkout, types]

const changedText = (file: Rendered) => rendered(file.path, file.owner, 'other: text\n')
const ids = (result: { readonly problems: readonly { readonly id: string }[] }) =>
  result.problems.map(({ id }) => id)

describe('syncTree', () => {
  it('writes a first tree and its owner manifests', () => {
    const root = join(temporaryFolder(), 'generated')
    const result = syncTree({ root, rendered: all })
    expect(result.written).toHaveLength(4)
    expect(result.problems).toEqual([])
    expect(readDiskTree(root)).toMatchInlineSnapshot(`
      {
        ".owners/_types.txt": "types/cart.d.ts
      ",
        "production/.owners/cart.txt": "production/apps/cart/shop/service.core.cart.yaml
      ",
        "production/.owners/checkout.txt": "production/apps/checkout/shop/service.core.checkout.yaml
      ",
        "production/apps/cart/shop/service.core.cart.yaml": "path: production/apps/cart/shop/service.core.cart.yaml
      ",
        "production/apps/checkout/shop/service.core.checkout.yaml": "path: production/apps/checkout/shop/service.core.checkout.yaml
      ",
        "staging/.owners/cart.txt": "staging/apps/cart/shop/service.core.cart.yaml
      ",
        "staging/apps/cart/shop/service.core.cart.yaml": "path: staging/apps/cart/shop/service.core.cart.yaml
      ",
        "types/cart.d.ts": "path: types/cart.d.ts
      ",
      }
    `)
  })

  it('changes nothing the second time, whatever the order of its input', () => {
    const root = temporaryFolder()
    syncTree({ root, rendered: all })
    const operations: unknown[] = []
    const again = syncTree({
      root,
      rendered: [...all].reverse(),
      onOperation: (operation) => operations.push(operation),
    })
    expect(operations).toEqual([])
    expect(again).toMatchObject({
      written: [],
      added: [],
      changed: [],
      deleted: [],
      unchanged: 4,
      stale: [],
    })
  })

  it('adds, changes and deletes, and removes folders that become empty', () => {
    const root = temporaryFolder()
    syncTree({ root, rendered: all })
    const extra = rendered('production/apps/cart/other/x.core.y.yaml', 'cart')
    const next = [changedText(cart), cartStaging, types, extra]
    expect(syncTree({ root, rendered: next })).toMatchObject({
      written: [extra.path, cart.path],
      added: [extra.path],
      changed: [cart.path],
      deleted: [checkout.path],
      unchanged: 2,
    })
    const clean = temporaryFolder()
    syncTree({ root: clean, rendered: next })
    expect(readDiskTree(root)).toEqual(readDiskTree(clean))
  })

  it('ends at the same tree from any other tree', () => {
    const file = fc
      .tuple(
        fc.constantFrom('dev', 'types'),
        fc.constantFrom('a', 'b', 'c'),
        fc.constantFrom('cart', 'web'),
        fc.constantFrom('1', '2'),
      )
      .map(([scope, name, owner, text]) => rendered(`${scope}/${owner}/${name}.yaml`, owner, text))
    const tree = fc.uniqueArray(file, { selector: ({ path }) => path })
    fc.assert(
      fc.property(tree, tree, (before, after) => {
        const [root, clean] = [temporaryFolder(), temporaryFolder()]
        syncTree({ root, rendered: before })
        syncTree({ root, rendered: after })
        syncTree({ root: clean, rendered: after })
        expect(readDiskTree(root)).toEqual(readDiskTree(clean))
      }),
      { numRuns: 50 },
    )
  })

  it('moves a file from one owner to another without touching it', () => {
    const root = temporaryFolder()
    syncTree({ root, rendered: [cart] })
    const result = syncTree({ root, rendered: [{ ...cart, owner: 'basket' }] })
    expect(result).toMatchObject({ written: [], deleted: [], unchanged: 1 })
    expect(Object.keys(readDiskTree(root))).toEqual(['production/.owners/basket.txt', cart.path])
  })

  it('leaves files that nobody owns alone and warns of them', () => {
    const root = temporaryFolder()
    writeDiskTree(root, { 'production/apps/mine.yaml': 'mine', 'notes.md': 'mine' })
    const result = syncTree({ root, rendered: [cart] })
    expect(result.unowned).toEqual(['notes.md', 'production/apps/mine.yaml'])
    expect(result.problems.slice(1)).toMatchInlineSnapshot(`
      [
        {
          "hint": "delete it, or move it out of generated/",
          "id": "unowned-file",
          "message": "'generated/production/apps/mine.yaml' is named by no owner manifest: it is left as it is, and Argo CD applies it if it lies in a synced folder",
          "severity": "warning",
          "where": {
            "file": "generated/production/apps/mine.yaml",
          },
        },
      ]
    `)
    syncTree({ root, rendered: [] })
    expect(readDiskTree(root)).toEqual({ 'production/apps/mine.yaml': 'mine', 'notes.md': 'mine' })
  })

  it('adopts files whose owner manifest was lost', () => {
    const root = temporaryFolder()
    syncTree({ root, rendered: all })
    rmSync(join(root, 'production/.owners'), { recursive: true })
    expect(syncTree({ root, rendered: all })).toMatchObject({
      written: [],
      unowned: [],
      unchanged: 4,
    })
    expect(syncTree({ root, rendered: [types] }).deleted).toHaveLength(3)
  })

  it('repairs merge conflicts in manifests and in owner manifests', () => {
    const root = temporaryFolder()
    syncTree({ root, rendered: all })
    const clean = readDiskTree(root)
    const gone = 'production/apps/cart/shop/gone.core.x.yaml'
    writeDiskTree(root, {
      [cart.path]: '<<<<<<< a\nx: 1\n=======\nx: 2\n>>>>>>> b\n',
      [gone]: 'x: 1\n',
      'production/.owners/cart.txt': `<<<<<<< a\n${gone}\n=======\n${cart.path}\n>>>>>>> b\n`,
    })
    expect(syncTree({ root, rendered: all })).toMatchObject({
      changed: [cart.path],
      deleted: [gone],
    })
    expect(readDiskTree(root)).toEqual(clean)
  })

  it('never deletes on the word of a forged owner manifest', () => {
    const folder = temporaryFolder()
    const root = join(folder, 'generated')
    writeDiskTree(folder, {
      'precious.txt': 'x',
      'generated/production/.owners/evil.txt': '../precious.txt\n../../precious.txt\n',
    })
    expect(ids(syncTree({ root, rendered: [cart] }))).toEqual([
      'owner-manifest-invalid',
      'owner-manifest-invalid',
    ])
    expect(readDiskTree(folder)['precious.txt']).toBe('x')
  })

  it('removes the temporary files of killed runs', () => {
    const root = temporaryFolder()
    writeDiskTree(root, {
      'production/apps/cart/shop/.99.skyctl-tmp': 'apiVer',
      '.1.skyctl-tmp': '',
    })
    syncTree({ root, rendered: [cart] })
    expect(Object.keys(readDiskTree(root))).toEqual(['production/.owners/cart.txt', cart.path])
  })

  it('looks at the chosen environments and types/ only', () => {
    const root = temporaryFolder()
    syncTree({ root, rendered: all })
    writeDiskTree(root, { 'staging/apps/mine.yaml': 'mine' })
    const next = [changedText(cart), changedText(cartStaging), changedText(types)]
    const result = syncTree({ root, rendered: next, scope: { environments: ['production'] } })
    expect(result).toMatchObject({
      changed: [cart.path, types.path],
      deleted: [checkout.path],
      unowned: [],
      problems: [],
    })
    expect(readDiskTree(root)[cartStaging.path]).toBe(cartStaging.bytes())
  })

  it('writes the chosen owners and types/ only, and lists what else is out of date', () => {
    const root = temporaryFolder()
    const gone = rendered('production/apps/checkout/shop/gone.core.x.yaml', 'checkout')
    syncTree({ root, rendered: [...all, gone] })
    const next = all.map(changedText)
    const result = syncTree({ root, rendered: next, scope: { only: ['cart'] } })
    expect(result.written).toEqual([cart.path, cartStaging.path, types.path])
    expect(result.stale).toEqual([
      { path: gone.path, owner: 'checkout' },
      { path: checkout.path, owner: 'checkout' },
    ])
    expect(readDiskTree(root)).toMatchObject({
      [gone.path]: gone.bytes(),
      [checkout.path]: checkout.bytes(),
    })
  })

  it('prunes an owner that only names, though it plans nothing any more', () => {
    const root = temporaryFolder()
    syncTree({ root, rendered: all })
    const result = syncTree({
      root,
      rendered: [cart, cartStaging, types],
      scope: { only: ['checkout'] },
    })
    expect(result.deleted).toEqual([checkout.path])
    expect(Object.keys(readDiskTree(root))).not.toContain('production/.owners/checkout.txt')
  })

  it('checks without writing, one error for each file that drifts', () => {
    const root = temporaryFolder()
    syncTree({ root, rendered: [cart, checkout] })
    const before = readDiskTree(root)
    const result = syncTree({ root, rendered: [changedText(cart), types], check: true })
    expect(readDiskTree(root)).toEqual(before)
    expect(result).toMatchObject({
      written: [],
      added: [types.path],
      changed: [cart.path],
      deleted: [checkout.path],
    })
    expect(result.problems.map(({ id, message }) => `${id}: ${message}`)).toMatchInlineSnapshot(`
      [
        "drift: 'generated/.owners/_types.txt' is missing: what is committed is not what the source says",
        "drift: 'generated/production/.owners/checkout.txt' has no source any more: what is committed is not what the source says",
        "drift: 'generated/production/apps/cart/shop/service.core.cart.yaml' differs from what its source gives: what is committed is not what the source says",
        "drift: 'generated/production/apps/checkout/shop/service.core.checkout.yaml' has no source any more: what is committed is not what the source says",
        "drift: 'generated/types/cart.d.ts' is missing: what is committed is not what the source says",
      ]
    `)
    expect(syncTree({ root, rendered: [cart, checkout], check: true }).problems).toEqual([])
  })

  it('never writes or deletes through a symbolic link', () => {
    const folder = temporaryFolder()
    const root = join(folder, 'generated')
    mkdirSync(join(folder, 'outside'))
    for (const [link, target] of [
      [cart.path, 'file'],
      ['production/apps/cart', 'folder'],
      ['production', 'environment'],
      ['production/.owners', 'owners'],
    ] as const) {
      mkdirSync(join(root, link, '..'), { recursive: true })
      symlinkSync(join(folder, 'outside'), join(root, link))
      const result = syncTree({ root, rendered: [cart] })
      expect([target, ids(result), result.written]).toEqual([target, ['symlink-in-tree'], []])
      rmSync(root, { recursive: true })
    }
    expect(readDiskTree(folder)).toEqual({ 'outside/': '' })
  })

  it('leaves a symbolic link that is in nobody’s way alone', () => {
    const root = temporaryFolder()
    mkdirSync(join(root, 'production'))
    symlinkSync('/nowhere', join(root, 'production/link'))
    expect(syncTree({ root, rendered: [cart] })).toMatchObject({
      written: [cart.path],
      problems: [],
    })
  })

  it('says what stands in the way', () => {
    const root = temporaryFolder()
    symlinkSync('/tmp', join(root, 'production'))
    mkdirSync(join(root, cartStaging.path), { recursive: true })
    writeFileSync(join(root, 'types'), '')
    expect(
      syncTree({ root, rendered: all }).problems.filter(({ severity }) => severity === 'error'),
    ).toMatchInlineSnapshot(`
      [
        {
          "hint": "delete 'generated/production' and run again",
          "id": "symlink-in-tree",
          "message": "'generated/production' is a symbolic link or special file: writing 'production/apps/cart/shop/service.core.cart.yaml' through it could change files outside the tree, so nothing was written",
          "severity": "error",
          "where": {
            "file": "generated/production",
          },
        },
        {
          "hint": "move or delete 'generated/staging/apps/cart/shop/service.core.cart.yaml' and run again",
          "id": "path-blocked",
          "message": "'generated/staging/apps/cart/shop/service.core.cart.yaml' is a folder, and 'staging/apps/cart/shop/service.core.cart.yaml' has to be a file there, so nothing was written",
          "severity": "error",
          "where": {
            "file": "generated/staging/apps/cart/shop/service.core.cart.yaml",
          },
        },
        {
          "hint": "move or delete 'generated/types' and run again",
          "id": "path-blocked",
          "message": "'generated/types' is a file, and 'types/cart.d.ts' has to be written below it, so nothing was written",
          "severity": "error",
          "where": {
            "file": "generated/types",
          },
        },
      ]
    `)
  })

  it('refuses unsafe and colliding paths before it reads the disk', () => {
    const unsafe = rendered('../x.yaml', 'cart')
    const result = syncTree({
      root: '/nonexistent/generated',
      rendered: [unsafe, cart, { ...cart, owner: 'web' }],
    })
    expect(ids(result)).toEqual(['unsafe-path', 'path-collision'])
  })

  it('believes that paths are fit only where it writes nothing', () => {
    const root = join(temporaryFolder(), 'generated')
    const unsafe = rendered('production/.hidden/x.yaml', 'cart')
    const sync = (check: boolean) => ids(syncTree({ root, rendered: [unsafe], isFit: true, check }))
    expect(sync(false)).toEqual(['unsafe-path'])
    expect(sync(true)).toEqual(['drift', 'drift'])
  })

  it('takes bytes only from files that have to be written', () => {
    const root = temporaryFolder()
    syncTree({ root, rendered: all })
    const lazy = all.map((file) => ({
      ...file,
      bytes: () => {
        throw new Error('asked for bytes')
      },
    }))
    expect(syncTree({ root, rendered: lazy }).unchanged).toBe(4)
  })

  it('says so where the root is no folder', () => {
    const root = join(temporaryFolder(), 'generated')
    writeFileSync(root, '')
    chmodSync(root, 0o644)
    expect(() => syncTree({ root, rendered: [cart] })).toThrowErrorMatchingInlineSnapshot(
      `[SkyError: 'generated' cannot be read (ENOTDIR), so what it holds cannot be compared]`,
    )
  })
})
