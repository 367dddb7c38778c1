import type { JsonObject } from '@skyctl/core'
import { describe, expect, it } from 'vitest'
import { createRemovalOf } from './removal.ts'
import type { TreeObject } from './tree-objects.ts'

const annotated = (options: string | undefined): JsonObject =>
  options === undefined ? {} : { annotations: { 'argocd.argoproj.io/sync-options': options } }

const claim = (options?: string): TreeObject => ({
  id: 'PersistentVolumeClaim shop/db',
  owner: 'apps/db',
  file: 'generated/live/apps/db/shop/claim.yaml',
  value: { metadata: annotated(options) },
})

const application = (metadata: JsonObject, spec?: JsonObject): TreeObject => ({
  id: 'argoproj.io/Application argocd/db',
  owner: 'argocd',
  file: 'generated/live/argocd/db.yaml',
  value: { metadata, spec: spec ?? { source: { path: 'generated/live/apps/db' } } },
})

const finalizers = ['resources-finalizer.argocd.argoproj.io']
const treeOf = (...objects: readonly TreeObject[]) =>
  new Map(objects.map((object) => [object.id, object]))

function removalOf(object: TreeObject, owner: TreeObject, isOwnerGone: boolean) {
  const head = isOwnerGone ? treeOf() : treeOf(owner)
  return createRemovalOf(treeOf(object, owner), head)(object)
}

describe('removalOf', () => {
  it.each([
    [undefined, { kind: 'deleted' }],
    ['Prune=false, Delete=confirm', { kind: 'kept', because: 'Prune=false' }],
    ['Delete=false,Prune=confirm', { kind: 'confirmed' }],
    ['Delete=false', { kind: 'deleted' }],
  ])('heeds Prune while the Application stays: %s', (options, expected) => {
    expect(removalOf(claim(options), application({ finalizers }), false)).toEqual(expected)
  })

  it.each([
    [undefined, { kind: 'deleted' }],
    ['Prune=false', { kind: 'deleted' }],
    ['Prune=false,Delete=confirm', { kind: 'confirmed' }],
    ['Prune=confirm,Delete=false', { kind: 'kept', because: 'Delete=false' }],
  ])('heeds Delete where the Application goes too: %s', (options, expected) => {
    expect(removalOf(claim(options), application({ finalizers }), true)).toEqual(expected)
  })

  it('knows an Application of several sources', () => {
    const sources = [{ chart: 'db' }, { path: 'generated/live/apps/db' }]
    expect(
      removalOf(claim('Delete=false'), application({ finalizers }, { sources }), true),
    ).toEqual({
      kind: 'kept',
      because: 'Delete=false',
    })
  })

  it('keeps everything of an Application that goes without a finalizer, or may not be pruned', () => {
    expect(removalOf(claim(), application({}), true).kind).toBe('kept')
    const kept = application({ finalizers, ...annotated('Prune=false') })
    expect(removalOf(claim(), kept, true).kind).toBe('kept')
  })
})
