import type { Manifest } from '@skyctl/core'
import { describe, expect, it } from 'vitest'
import type { Rendered } from './render.ts'
import { type SyncTreeOptions, syncTree } from './sync-tree.ts'
import { readDiskTree, writeDiskTree } from './testing/disk-tree.ts'
import { rendered, renderedManifest } from './testing/rendered.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

function manifest(apiVersion: string, kind: string, name: string, rest: object = {}): Manifest {
  return { apiVersion, kind, metadata: { name, namespace: 'shop' }, ...rest }
}

function clusterScoped(apiVersion: string, kind: string, name: string): Manifest {
  return { apiVersion, kind, metadata: { name } }
}

const services = (count: number, owner = 'cart') =>
  Array.from({ length: count }, (_, index) =>
    renderedManifest(owner, manifest('v1', 'Service', `s${index}`)),
  )

/** What a run from one tree to another reports; with errors nothing may have been written. */
function run(
  before: readonly Rendered[],
  after: readonly Rendered[],
  options: Partial<SyncTreeOptions> = {},
) {
  const root = temporaryFolder()
  syncTree({ root, rendered: before })
  const disk = readDiskTree(root)
  const { problems } = syncTree({ root, rendered: after, ...options })
  const isRefused = problems.some(({ severity }) => severity === 'error')
  if (isRefused) expect(readDiskTree(root)).toEqual(disk)
  return problems
}

const idsOf = (problems: readonly { readonly id: string }[]) => problems.map(({ id }) => id)

describe('the prune limit', () => {
  it('lets an environment lose 20 files, or a fifth of them', () => {
    expect(run(services(20), [])).toEqual([])
    expect(run(services(200), services(160))).toEqual([])
  })

  it('stops the run that would lose more, listing the objects', () => {
    expect(idsOf(run(services(200), services(159)))).toEqual(['prune-limit'])
    const [problem] = run(services(21), [])
    expect(problem).toMatchInlineSnapshot(`
      {
        "hint": "put them back into the source, or accept it: skyctl generate --allow-prune cart",
        "id": "prune-limit",
        "message": "production would lose 21 of its 21 manifest files, more than the limit of 20; 21 of 'cart': Service shop/s0, Service shop/s1, Service shop/s10, Service shop/s11, Service shop/s12, Service shop/s13, Service shop/s14, Service shop/s15, Service shop/s16, Service shop/s17, Service shop/s18, Service shop/s19, Service shop/s2, Service shop/s20, Service shop/s3, Service shop/s4, Service shop/s5, Service shop/s6, Service shop/s7, Service shop/s8, Service shop/s9; nothing was written",
        "severity": "error",
        "where": {
          "file": "generated/production/.owners/cart.txt",
        },
      }
    `)
  })

  it('counts each environment for itself', () => {
    const inStaging = services(15).map(({ path, bytes }) =>
      rendered(path.replace('production', 'staging'), 'cart', bytes()),
    )
    expect(run([...services(15), ...inStaging], [])).toEqual([])
  })

  it('names every owner, and does not count those that may be pruned', () => {
    const before = [...services(15), ...services(15, 'web')]
    expect(idsOf(run(before, []))).toEqual(['prune-limit', 'prune-limit'])
    expect(run(before, [], { allowPrune: ['web'] })).toEqual([])
  })

  it('does not count what Argo CD does not sync', () => {
    const world = services(40).map(({ path, bytes }) =>
      rendered(path.replace('/apps/', '/world/'), 'cart', bytes()),
    )
    expect(run(world, [])).toEqual([])
  })

  it('does not count objects that move to another owner, and warns of them', () => {
    const problems = run(services(30), services(30, 'basket'))
    expect(new Set(idsOf(problems))).toEqual(new Set(['object-moved']))
    expect(problems[0]).toMatchInlineSnapshot(`
      {
        "hint": "sync 'basket' before 'cart', or annotate the object with argocd.argoproj.io/sync-options: Prune=false and roll that out before the move",
        "id": "object-moved",
        "message": "Service shop/s0 moves from 'cart' to 'basket' in production: if Argo CD syncs the Application of 'cart' first, it deletes the object before 'basket' creates it again",
        "severity": "warning",
        "where": {
          "file": "generated/production/apps/basket/shop/service.core.s0.yaml",
          "object": "Service shop/s0",
        },
      }
    `)
  })
})

describe('protected kinds', () => {
  const cases = {
    StatefulSet: renderedManifest('cart', manifest('apps/v1', 'StatefulSet', 'db')),
    PersistentVolumeClaim: renderedManifest(
      'cart',
      manifest('v1', 'PersistentVolumeClaim', 'data'),
    ),
    Namespace: renderedManifest('cart', clusterScoped('v1', 'Namespace', 'shop')),
    CustomResourceDefinition: renderedManifest(
      'cart',
      clusterScoped('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'foos.example.com'),
    ),
    Application: rendered('production/argocd/application.argoproj.io.cart.yaml', 'cart'),
  }

  it.each(Object.entries(cases))(
    'stops the run that would delete a %s, unless its owner may be pruned',
    (_, file) => {
      expect(idsOf(run([file], []))).toEqual(['prune-protected'])
      expect(idsOf(run([file], [], { allowPrune: ['web'] }))).toEqual(['prune-protected'])
      expect(run([file], [], { allowPrune: ['cart'] })).toEqual([])
    },
  )

  it('says what would be lost', () => {
    expect(
      run(Object.values(cases), []).map(({ message, hint }) => `${message}; ${hint}`),
    ).toMatchInlineSnapshot(`
      [
        "apiextensions.k8s.io/CustomResourceDefinition foos.example.com of 'cart' would be deleted from production: every object of that kind goes with it, in all namespaces; nothing was written; put it back into the source, or accept it: skyctl generate --allow-prune cart",
        "Namespace shop of 'cart' would be deleted from production: everything inside goes with it; nothing was written; put it back into the source, or accept it: skyctl generate --allow-prune cart",
        "PersistentVolumeClaim shop/data of 'cart' would be deleted from production: the volume and its data may go with it; nothing was written; put it back into the source, or accept it: skyctl generate --allow-prune cart",
        "apps/StatefulSet shop/db of 'cart' would be deleted from production: its pods stop, and its volumes lose their owner; nothing was written; put it back into the source, or accept it: skyctl generate --allow-prune cart",
        "argoproj.io/Application cart of 'cart' would be deleted from production: Argo CD may delete everything that it has applied; nothing was written; put it back into the source, or accept it: skyctl generate --allow-prune cart",
      ]
    `)
  })

  it('is about the kind of that group only', () => {
    expect(
      run([renderedManifest('cart', manifest('example.com/v1', 'Application', 'x'))], []),
    ).toEqual([])
  })

  it('speaks of a file whose name nobody encoded', () => {
    const odd = rendered('production/apps/cart/shop/statefulset.apps.a%zz.yaml', 'cart')
    expect(run([odd], []).map(({ where }) => where.object)).toEqual(['apps/StatefulSet shop/a%zz'])
  })

  it('stops a run that takes one from its old owner but does not write it for the new one', () => {
    const moved = renderedManifest('basket', manifest('apps/v1', 'StatefulSet', 'db'))
    const scope = { only: ['cart'] }
    expect(idsOf(run([cases.StatefulSet], [moved], { scope }))).toEqual(['prune-protected'])
  })

  it('lets one move to another owner with a warning', () => {
    const moved = renderedManifest('basket', manifest('apps/v1', 'StatefulSet', 'db'))
    expect(idsOf(run([cases.StatefulSet], [moved]))).toEqual(['object-moved'])
  })

  it('holds for a check, and for the owners that only names', () => {
    expect(idsOf(run([cases.StatefulSet], [], { check: true }))).toContain('prune-protected')
    expect(idsOf(run([cases.StatefulSet], [], { scope: { only: ['cart'] } }))).toEqual([
      'prune-protected',
    ])
    expect(run([cases.StatefulSet], [], { scope: { only: ['web'] } })).toEqual([])
  })
})

describe('immutable fields', () => {
  const deployment = (app: string, image = 'a') =>
    manifest('apps/v1', 'Deployment', 'cart', {
      spec: { selector: { matchLabels: { app } }, template: { image } },
    })

  it('stop the run where one changes, unless the owner may be pruned', () => {
    const [before, after] = [
      renderedManifest('cart', deployment('a')),
      renderedManifest('cart', deployment('b')),
    ]
    expect(run([before], [after])).toMatchInlineSnapshot(`
      [
        {
          "hint": "keep the value, or give the new object another name, or accept it: skyctl generate --allow-prune cart",
          "id": "immutable-change",
          "message": "/spec/selector of apps/Deployment shop/cart changes in production, and Kubernetes refuses such an update: the object would have to be deleted and created again; nothing was written",
          "severity": "error",
          "where": {
            "file": "generated/production/apps/cart/shop/deployment.apps.cart.yaml",
            "object": "apps/Deployment shop/cart",
            "pointer": "/spec/selector",
          },
        },
      ]
    `)
    expect(run([before], [after], { allowPrune: ['cart'] })).toEqual([])
  })

  it('let everything else change', () => {
    const before = renderedManifest('cart', deployment('a'))
    const after = renderedManifest('cart', deployment('a', 'b'))
    expect(run([before], [after])).toEqual([])
  })

  it('count for an object that moves and changes at once', () => {
    const [before, after] = [
      renderedManifest('cart', deployment('a')),
      renderedManifest('basket', deployment('b')),
    ]
    expect(idsOf(run([before], [after]))).toEqual(['object-moved', 'immutable-change'])
  })

  it('go unjudged, with a warning, where the previous object cannot be read', () => {
    const root = temporaryFolder()
    const [before, after] = [
      renderedManifest('cart', deployment('a')),
      renderedManifest('cart', deployment('b')),
    ]
    syncTree({ root, rendered: [before] })
    writeDiskTree(root, { [before.path]: `<<<<<<< a\n${before.bytes()}=======\n>>>>>>> b\n` })
    const result = syncTree({ root, rendered: [after] })
    expect(result.written).toEqual([after.path])
    expect(result.problems).toMatchInlineSnapshot(`
      [
        {
          "hint": "nothing, if you know what changed; else restore the file from git and run again",
          "id": "previous-object-unreadable",
          "message": "the previous apps/Deployment shop/cart is no readable YAML (a merge conflict?): whether a field changes that Kubernetes refuses to update is not known",
          "severity": "warning",
          "where": {
            "file": "generated/production/apps/cart/shop/deployment.apps.cart.yaml",
            "object": "apps/Deployment shop/cart",
          },
        },
      ]
    `)
  })
})
