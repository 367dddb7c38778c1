import { describe, expect, it } from 'vitest'
import { changedImmutableFields, immutableKinds, isSurelyUpdatable } from './immutable-fields.ts'
import { writeYaml } from './write-yaml.ts'

const hook = { 'argocd.argoproj.io/hook': 'PreSync' }
const headless = { spec: { clusterIP: 'None' } }
const claim = (storage: string, rest: object = {}) => ({
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } }, ...rest },
})
const job = (image: string, annotations: object = {}) => ({
  metadata: { annotations },
  spec: { template: { image } },
})
const fixed = (value: string, immutable = true) => ({ immutable, data: { value } })

/** Kind, before, after, and the pointers that Kubernetes refuses to update. */
const cases: readonly (readonly [
  kind: string,
  before: object,
  after: object,
  refused: readonly string[],
])[] = [
  ['StatefulSet', { spec: { replicas: 1 } }, { spec: { replicas: 2, template: {} } }, []],
  [
    'StatefulSet',
    { spec: { serviceName: 'a' } },
    { spec: { serviceName: 'b' } },
    ['/spec/serviceName'],
  ],
  [
    'StatefulSet',
    { spec: {} },
    { spec: { podManagementPolicy: 'OrderedReady', serviceName: '' } },
    [],
  ],
  [
    'StatefulSet',
    { spec: {} },
    { spec: { podManagementPolicy: 'Parallel' } },
    ['/spec/podManagementPolicy'],
  ],
  [
    'StatefulSet',
    { spec: { selector: { matchLabels: { a: 'b' } }, volumeClaimTemplates: [claim('1Gi')] } },
    { spec: { selector: { matchLabels: { a: 'c' } }, volumeClaimTemplates: [claim('2Gi')] } },
    ['/spec/selector', '/spec/volumeClaimTemplates'],
  ],
  [
    'DaemonSet',
    { spec: { selector: { a: 1 } } },
    { spec: { selector: { a: 2 } } },
    ['/spec/selector'],
  ],
  ['Job', job('a'), job('b'), ['/spec/template']],
  ['Job', job('a', hook), job('b', hook), []],
  [
    'Job',
    job('a'),
    job('b', { ...hook, 'argocd.argoproj.io/hook-delete-policy': 'HookSucceeded' }),
    ['/spec/template'],
  ],
  ['Job', job('a'), job('b', { 'argocd.argoproj.io/sync-options': 'Force=true,Replace=true' }), []],
  ['Job', job('a'), { ...job('a'), metadata: { labels: { a: 'b' } } }, []],
  ['PersistentVolumeClaim', claim('1Gi'), claim('2Gi', { volumeAttributesClassName: 'fast' }), []],
  ['PersistentVolumeClaim', claim('1Gi'), claim('1Gi', { volumeMode: 'Filesystem' }), []],
  ['PersistentVolumeClaim', claim('1Gi'), claim('1Gi', { storageClassName: 'fast' }), ['/spec']],
  ['Service', headless, { spec: {} }, ['/spec/clusterIP']],
  ['Service', { spec: {} }, headless, ['/spec/clusterIP']],
  ['Service', { spec: { clusterIP: '10.0.0.1' } }, { spec: {} }, []],
  ['Service', headless, { spec: { type: 'ExternalName' } }, []],
  ['Service', { spec: { ports: [1] } }, { spec: { ports: [2] } }, []],
  ['ConfigMap', fixed('a', false), fixed('b', true), []],
  ['ConfigMap', fixed('a'), fixed('a'), []],
  ['ConfigMap', fixed('a'), fixed('b'), ['/data']],
  ['ConfigMap', fixed('a'), fixed('a', false), ['/immutable']],
  ['Secret', { type: 'Opaque' }, { type: 'kubernetes.io/tls' }, ['/type']],
  ['StorageClass', { provisioner: 'a' }, { provisioner: 'a', reclaimPolicy: 'Delete' }, []],
  [
    'StorageClass',
    { provisioner: 'a', parameters: { a: '1' } },
    { provisioner: 'b' },
    ['/provisioner', '/parameters'],
  ],
  ['StorageClass', {}, { reclaimPolicy: 'Retain', allowVolumeExpansion: true }, ['/reclaimPolicy']],
  ['RoleBinding', { roleRef: { name: 'a' } }, { roleRef: { name: 'b' } }, ['/roleRef']],
  [
    'ClusterRoleBinding',
    { roleRef: { name: 'a' }, subjects: [] },
    { roleRef: { name: 'a' }, subjects: [1] },
    [],
  ],
  [
    'IngressClass',
    { spec: { controller: 'a' } },
    { spec: { controller: 'b' } },
    ['/spec/controller'],
  ],
  ['PriorityClass', { value: 1 }, { value: 2 }, ['/value']],
  [
    'CustomResourceDefinition',
    { spec: { scope: 'Cluster' } },
    { spec: { scope: 'Namespaced' } },
    ['/spec/scope'],
  ],
]

function kindOf(name: string) {
  const found = immutableKinds.find(({ kind }) => kind === name)
  if (found === undefined) throw new Error(name)
  return found
}

describe('changedImmutableFields', () => {
  it.each(cases)('%s: from %j to %j refuses %j', (name, before, after, refused) => {
    expect(changedImmutableFields(kindOf(name), before, after)).toEqual(refused)
  })

  it('takes what cannot be an object for one without fields', () => {
    for (const kind of immutableKinds)
      expect(changedImmutableFields(kind, null, 'text')).toEqual([])
  })
})

describe('isSurelyUpdatable', () => {
  const text = (value: object) =>
    `# header\n${writeYaml({ apiVersion: 'v1', kind: 'X', metadata: { name: 'x' }, ...value })}`

  it.each(cases.filter(([, , , refused]) => refused.length > 0))(
    'is never true where a field is refused: %s %j %j',
    (name, before, after) => {
      expect(isSurelyUpdatable(kindOf(name), text(before), text(after))).toBe(false)
    },
  )

  it('needs no parser where only other fields change, whatever surrounds the field', () => {
    const deployment = (labels: object, replicas: number) => ({
      metadata: { labels, annotations: { script: 'a\nspec:\n  selector: x\n' } },
      spec: { replicas, selector: { list: ['a\n\nb\n'] }, template: { selector: labels } },
      status: {},
    })
    const [before, after] = [text(deployment({ a: 'b' }, 1)), text(deployment({ c: 'd' }, 2))]
    expect(isSurelyUpdatable(kindOf('Deployment'), before, after)).toBe(true)
  })

  it('sees a change in a list at the indentation of its key', () => {
    const set = (name: string) =>
      text({ spec: { volumeClaimTemplates: [{ a: 'b' }, { name }], z: 1 } })
    expect(isSurelyUpdatable(kindOf('StatefulSet'), set('a'), set('b'))).toBe(false)
  })
})
