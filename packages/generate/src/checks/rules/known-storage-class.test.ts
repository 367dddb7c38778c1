import { expect, it } from 'vitest'
import { findingsIn, workload } from '../../testing/yaml-world.ts'
import { knownStorageClass } from './known-storage-class.ts'

const storageClass = (annotations = '{}') => `---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: gp3, annotations: ${annotations} }
`
const claim = (spec: string) => `---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data, namespace: shop }
spec: ${spec}
`
const find = (...args: [string, Parameters<typeof findingsIn>[2]?]) =>
  findingsIn(knownStorageClass, ...args)
const data = 'PersistentVolumeClaim shop/data /spec'

it('accepts a class that exists, a default, and none at all', () => {
  expect(find(storageClass() + claim('{ storageClassName: gp3 }'))).toEqual([])
  const preferred = storageClass('{ storageclass.kubernetes.io/is-default-class: "true" }')
  expect(find(preferred + claim('{}'))).toEqual([])
  expect(find(storageClass() + claim('{ storageClassName: "" }'))).toEqual([])
})

it('refuses a class that does not exist, and waits for one that waits for a fact', () => {
  const text = storageClass() + claim('{ storageClassName: gp4 }')
  expect(find(text)).toEqual([`${data}/storageClassName`])
  expect(find(text, { pending: ['storage.k8s.io/StorageClass gp4'] })).toEqual([])
})

it('refuses a claim that relies on a default where none is', () => {
  expect(find(storageClass() + claim('{}'))).toEqual([data])
})

it('reads claims of StatefulSets and of pods', () => {
  const spec = '{ storageClassName: gp4 }'
  const set = workload({
    kind: 'StatefulSet',
    workload: `volumeClaimTemplates: [{ metadata: { name: data }, spec: ${spec} }]`,
    spec: `volumes: [{ name: v, ephemeral: { volumeClaimTemplate: { spec: ${spec} } } }]`,
  })
  expect(find(storageClass() + set)).toEqual([
    'apps/StatefulSet shop/web /spec/volumeClaimTemplates/0/spec/storageClassName',
    'apps/StatefulSet shop/web /spec/template/spec/volumes/0/ephemeral/volumeClaimTemplate/spec/storageClassName',
  ])
})

it('judges no claim where the tree says nothing of classes', () => {
  expect(find(claim('{ storageClassName: gp4 }'))).toEqual([])
})

it('has nothing to say of an empty world', () => {
  expect(findingsIn(knownStorageClass, '')).toEqual([])
})
