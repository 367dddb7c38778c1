import type { JsonObject } from '@skyctl/core'
import type { Random } from './random.ts'

/** Labels that pods have. Few values, so that selectors find something. */
export const podLabelPool: readonly (readonly [string, readonly string[]])[] = [
  ['app', ['web', 'db', 'job']],
  ['tier', ['front', 'back']],
  ['app.kubernetes.io/name', ['web', 'db']],
]

/** Labels that Cilium leaves out of identities, or writes itself. */
export const trapLabelPool: readonly (readonly [string, readonly string[]])[] = [
  ['pod-template-hash', ['abc']],
  ['topology.kubernetes.io/zone', ['z1']],
  ['k8s.io/x', ['v']],
  ['io.kubernetes.pod.namespace', ['a', 'b']],
  ['io.cilium.k8s.policy.serviceaccount', ['root', 'default']],
  ['io.cilium.k8s.policy.cluster', ['default', 'other']],
  ['controller-uidx', ['v']],
]

const namespaceLabel = 'io.cilium.k8s.namespace.labels'

/** Keys that selectors ask for, with values, by how interesting they are. */
const selectorPool: readonly (readonly [number, readonly [string, readonly string[]]])[] = [
  [8, ['app', ['web', 'db', 'job', 'none']]],
  [4, ['tier', ['front', 'back']]],
  [2, ['app.kubernetes.io/name', ['web', 'db']]],
  [1, ['any:app', ['web', 'db']]],
  [2, ['k8s:app', ['web', 'db']]],
  [1, ['odd:app', ['web']]],
  [1, ['reserved:host', ['']]],
  [1, ['reserved:health', ['']]],
  [1, ['reserved:world', ['']]],
  [1, ['reserved:remote-node', ['']]],
  [1, ['reserved:kube-apiserver', ['']]],
  [2, ['io.kubernetes.pod.namespace', ['a', 'b', 'c']]],
  [3, ['k8s:io.kubernetes.pod.namespace', ['a', 'b', 'c']]],
  [2, [`${namespaceLabel}.team`, ['red', 'blue']]],
  [1, [`k8s:${namespaceLabel}.team`, ['red', 'blue']]],
  [1, [`${namespaceLabel}.kubernetes.io/metadata.name`, ['a', 'b', 'c']]],
  [1, [`${namespaceLabel}.pod-template-hash`, ['v']]],
  [1, ['io.cilium.k8s.policy.cluster', ['default', 'other']]],
  [1, ['k8s:io.cilium.k8s.policy.cluster', ['default']]],
  [1, ['io.cilium.k8s.policy.serviceaccount', ['default', 'root']]],
  [1, ['pod-template-hash', ['abc']]],
  [1, ['topology.kubernetes.io/zone', ['z1']]],
  [1, ['controller-uidx', ['v']]],
  [1, ['job-name', ['batch']]],
]

/** Selectors of Kubernetes know no sources, and keys without a colon. */
const kubePool = selectorPool.filter(([, [key]]) => !key.includes(':'))

export function randomSelector(
  random: Random,
  { kube = false, empty = 0.3 }: { readonly kube?: boolean; readonly empty?: number } = {},
): JsonObject {
  if (random.chance(empty)) return {}
  const pool = kube ? kubePool : selectorPool
  const key = () => random.weighted(pool.map(([weight, entry]) => [weight, () => entry] as const))
  const labels = random.chance(0.7)
    ? withoutTwins(
        random.some(1, 2, () => {
          const [name, values] = key()
          return [name, random.pick(values)] as const
        }),
      )
    : undefined
  const expressions =
    labels === undefined || random.chance(0.3)
      ? random.some(1, 2, (): JsonObject => {
          const [name, values] = key()
          const operator = random.pick(['In', 'NotIn', 'Exists', 'DoesNotExist'] as const)
          return operator === 'In' || operator === 'NotIn'
            ? { key: name, operator, values: random.some(1, 2, () => random.pick(values)) }
            : { key: name, operator }
        })
      : undefined
  return {
    ...(labels === undefined ? {} : { matchLabels: labels }),
    ...(expressions === undefined ? {} : { matchExpressions: expressions }),
  }
}

/** A key without a source is that of any source: of two such keys Cilium keeps whichever its map names last, another one each time. */
function withoutTwins(labels: readonly (readonly [string, string])[]): Record<string, string> {
  const bySource = new Map(labels.map((label) => [label[0].replace(/^any:/, ''), label]))
  return Object.fromEntries(bySource.values())
}
