import { isDeepStrictEqual } from 'node:util'
import { type KnownKind, knownKind } from './object-place.ts'

/**
 * A kind of which Kubernetes refuses some updates: to get the new state, the object has to be deleted and created.
 */
export interface ImmutableKind extends KnownKind {
  /** JSON pointers, at most two levels deep, of the parts that the rule looks at. */
  readonly pointers: readonly string[]
  /** Values that the API server fills in, so that leaving them out is no change. */
  readonly defaults?: Readonly<Record<string, unknown>>
  /** What may change within a pointer's value, as a function that strips it. */
  readonly comparable?: (value: unknown) => unknown
  /** Whether the rule applies to this pair at all. */
  readonly applies?: (before: unknown, after: unknown) => boolean
  /** Text without which the previous version on disk cannot break the rule. */
  readonly onlyWithText?: string
  /** Where in the source of Kubernetes the API server refuses it. */
  readonly source: string
}

/** Every kind with fields that the rule knows of, one place each. */
export const immutableKinds: readonly ImmutableKind[] = [
  {
    ...knownKind('apps', 'StatefulSet'),
    pointers: [
      '/spec/selector',
      '/spec/serviceName',
      '/spec/volumeClaimTemplates',
      '/spec/podManagementPolicy',
    ],
    defaults: { '/spec/serviceName': '', '/spec/podManagementPolicy': 'OrderedReady' },
    source: 'pkg/apis/apps/validation ValidateStatefulSetUpdate',
  },
  {
    ...knownKind('apps', 'Deployment'),
    pointers: ['/spec/selector'],
    source: 'pkg/registry/apps/deployment strategy ValidateUpdate',
  },
  {
    ...knownKind('apps', 'DaemonSet'),
    pointers: ['/spec/selector'],
    source: 'pkg/registry/apps/daemonset strategy ValidateUpdate',
  },
  {
    ...knownKind('apps', 'ReplicaSet'),
    pointers: ['/spec/selector'],
    source: 'pkg/registry/apps/replicaset strategy ValidateUpdate',
  },
  {
    ...knownKind('batch', 'Job'),
    pointers: [
      '/spec/selector',
      '/spec/template',
      '/spec/completions',
      '/spec/completionMode',
      '/spec/podFailurePolicy',
      '/spec/successPolicy',
      '/spec/backoffLimitPerIndex',
      '/spec/managedBy',
    ],
    defaults: { '/spec/completionMode': 'NonIndexed' },
    applies: (_, after) => !isReplacedByArgo(after),
    source: 'pkg/apis/batch/validation ValidateJobSpecUpdate',
  },
  {
    ...knownKind('', 'PersistentVolumeClaim'),
    pointers: ['/spec'],
    comparable: withoutGrowth,
    source: 'pkg/apis/core/validation ValidatePersistentVolumeClaimUpdate',
  },
  {
    ...knownKind('', 'Service'),
    pointers: ['/spec/clusterIP'],
    // An address that is left out is kept by the API server; `None` is kept too, and the Service stays headless.
    applies: (before, after) =>
      at(before, '/spec/type') !== 'ExternalName' &&
      at(after, '/spec/type') !== 'ExternalName' &&
      (at(after, '/spec/clusterIP') !== undefined || at(before, '/spec/clusterIP') === 'None'),
    source:
      'pkg/apis/core/validation ValidateServiceUpdate, pkg/registry/core/service patchAllocatedValues',
  },
  {
    ...knownKind('', 'ConfigMap'),
    pointers: ['/immutable', '/data', '/binaryData'],
    applies: (before) => at(before, '/immutable') === true,
    onlyWithText: 'immutable: true',
    source: 'pkg/apis/core/validation ValidateConfigMapUpdate',
  },
  {
    ...knownKind('', 'Secret'),
    pointers: ['/immutable', '/data', '/stringData', '/type'],
    applies: (before, after) =>
      at(before, '/immutable') === true || at(before, '/type') !== at(after, '/type'),
    source: 'pkg/apis/core/validation ValidateSecretUpdate',
  },
  {
    ...knownKind('storage.k8s.io', 'StorageClass'),
    pointers: ['/provisioner', '/parameters', '/reclaimPolicy', '/volumeBindingMode'],
    defaults: { '/reclaimPolicy': 'Delete', '/volumeBindingMode': 'Immediate' },
    source: 'pkg/apis/storage/validation ValidateStorageClassUpdate',
  },
  {
    ...knownKind('rbac.authorization.k8s.io', 'RoleBinding'),
    pointers: ['/roleRef'],
    source: 'pkg/apis/rbac/validation ValidateRoleBindingUpdate',
  },
  {
    ...knownKind('rbac.authorization.k8s.io', 'ClusterRoleBinding'),
    pointers: ['/roleRef'],
    source: 'pkg/apis/rbac/validation ValidateClusterRoleBindingUpdate',
  },
  {
    ...knownKind('networking.k8s.io', 'IngressClass'),
    pointers: ['/spec/controller'],
    source: 'pkg/apis/networking/validation ValidateIngressClassUpdate',
  },
  {
    ...knownKind('scheduling.k8s.io', 'PriorityClass'),
    pointers: ['/value', '/preemptionPolicy'],
    defaults: { '/preemptionPolicy': 'PreemptLowerPriority' },
    source: 'pkg/apis/scheduling/validation ValidatePriorityClassUpdate',
  },
  {
    ...knownKind('apiextensions.k8s.io', 'CustomResourceDefinition'),
    pointers: ['/spec/scope'],
    source:
      'apiextensions-apiserver pkg/apis/apiextensions/validation ValidateCustomResourceDefinitionUpdate',
  },
]

/** The pointers whose values differ between two versions of an object and that Kubernetes refuses to update. */
export function changedImmutableFields(
  kind: ImmutableKind,
  before: unknown,
  after: unknown,
): string[] {
  if (kind.applies !== undefined && !kind.applies(before, after)) return []
  const comparable = kind.comparable ?? ((value: unknown) => value)
  return kind.pointers.filter((pointer) => {
    const fallback = kind.defaults?.[pointer]
    const [old, next] = [at(before, pointer) ?? fallback, at(after, pointer) ?? fallback]
    return !isDeepStrictEqual(comparable(old), comparable(next))
  })
}

/**
 * Whether two texts of the tree's own writer surely pass a kind's rule, without parsing them:
 * a change to thousands of objects (a new common label) is told from a dangerous one in milliseconds.
 */
export function isSurelyUpdatable(kind: ImmutableKind, before: string, after: string): boolean {
  if (kind.onlyWithText !== undefined && !before.includes(kind.onlyWithText)) return true
  return kind.pointers.every((pointer) => section(before, pointer) === section(after, pointer))
}

const endOfTopLevel = /\n(?![ \n-])/g
const endOfSecondLevel = /\n {2}(?![ -])/g

/** The lines of one member, from its key to the next key of its level; empty where it is absent. */
function section(text: string, pointer: string): string {
  const [, first = '', second] = pointer.split('/')
  const outer = linesOf(text, `\n${first}:`, endOfTopLevel)
  return second === undefined ? outer : linesOf(outer, `\n  ${second}:`, endOfSecondLevel)
}

function linesOf(text: string, key: string, end: RegExp): string {
  const start = text.indexOf(key)
  if (start < 0) return ''
  end.lastIndex = start + 1
  const found = end.exec(text)
  return text.slice(start, found === null ? undefined : found.index)
}

function at(value: unknown, pointer: string): unknown {
  let current = value
  for (const key of pointer.split('/').slice(1)) {
    if (typeof current !== 'object' || current === null) return undefined
    current = (current as Readonly<Record<string, unknown>>)[key]
  }
  return current
}

/** A claim may ask for more storage and for another attributes class. */
function withoutGrowth(spec: unknown): unknown {
  if (typeof spec !== 'object' || spec === null) return spec
  const { volumeAttributesClassName: _class, resources, ...rest } = spec as Record<string, unknown>
  const { requests: _requests, ...limits } = (resources ?? {}) as Record<string, unknown>
  return { volumeMode: 'Filesystem', ...rest, resources: limits }
}

/** Argo CD deletes such a Job itself before it creates the new one: a hook, or one synced by replacement. */
function isReplacedByArgo(job: unknown): boolean {
  const annotations = (at(job, '/metadata/annotations') ?? {}) as Readonly<Record<string, unknown>>
  if (annotations['argocd.argoproj.io/hook'] !== undefined) {
    // BeforeHookCreation is also what Argo CD does where no policy is given.
    const policy = annotations['argocd.argoproj.io/hook-delete-policy'] ?? 'BeforeHookCreation'
    return String(policy).includes('BeforeHookCreation')
  }
  const options = String(annotations['argocd.argoproj.io/sync-options'] ?? '').split(',')
  return options.includes('Replace=true') && options.includes('Force=true')
}
