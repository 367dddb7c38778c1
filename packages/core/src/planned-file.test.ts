import fc from 'fast-check'
import { expect, it } from 'vitest'
import { formatObjectId, type Manifest, manifestPath, objectId } from './index.ts'

const part = fc.string({ minLength: 1, maxLength: 6, unit: fc.constantFrom(...'aB.:-_%/é') })

const manifests: fc.Arbitrary<Manifest> = fc
  .record({
    apiVersion: fc.constantFrom(
      'v1',
      'v2',
      'apps/v1',
      'batch/v1',
      'cilium.io/v2',
      'argoproj.io/v1alpha1',
    ),
    kind: fc.constantFrom('Service', 'Role', 'ClusterRole'),
    namespace: fc.option(fc.oneof(part, fc.constant('_cluster')), { nil: undefined }),
    name: part,
  })
  .map(({ apiVersion, kind, namespace, name }) => ({
    apiVersion,
    kind,
    metadata: { name, ...(namespace !== undefined && { namespace }) },
  }))

it('gives two objects one path only where they are one object', () => {
  fc.assert(
    fc.property(manifests, manifests, (a, b) => {
      const sameObject = formatObjectId(objectId(a)) === formatObjectId(objectId(b))
      const samePath = manifestPath(a).toLowerCase() === manifestPath(b).toLowerCase()
      expect(samePath).toBe(sameObject)
    }),
    { numRuns: 2000 },
  )
})

it('leaves no character in a path that a file name cannot carry', () => {
  fc.assert(
    fc.property(manifests, (manifest) => {
      expect(manifestPath(manifest)).toMatch(/^(_cluster|[a-z0-9.%-]+)\/[a-z0-9.%-]+\.yaml$/)
    }),
  )
})

it('leads from the path back to the name', () => {
  fc.assert(
    fc.property(part, (name) => {
      const path = manifestPath({ apiVersion: 'v1', kind: 'Role', metadata: { name } })
      expect(decodeURIComponent(path.slice('_cluster/role.core.'.length, -'.yaml'.length))).toBe(
        name,
      )
    }),
  )
})

it('takes an object from no namespace and one from the namespace _cluster apart', () => {
  const role = (namespace?: string) =>
    manifestPath({
      apiVersion: 'v1',
      kind: 'Role',
      metadata: { name: 'a', ...(namespace && { namespace }) },
    })
  expect([role(), role('_cluster')]).toEqual([
    '_cluster/role.core.a.yaml',
    '%5fcluster/role.core.a.yaml',
  ])
})
