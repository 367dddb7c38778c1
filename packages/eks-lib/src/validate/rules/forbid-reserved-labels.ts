import { isLabelValue, isQualifiedName } from '../label-syntax.ts'
import { nodeGroups } from '../node-groups.ts'
import { entries, pointer as toPointer } from '../plain-data.ts'
import type { ClusterRule } from '../rule.ts'

/** Labels under reserved domains that a kubelet may set on its own node (kubelet's well_known_labels.go). */
const kubeletLabels = new Set([
  'kubernetes.io/hostname',
  'kubernetes.io/os',
  'kubernetes.io/arch',
  'topology.kubernetes.io/zone',
  'topology.kubernetes.io/region',
  'failure-domain.beta.kubernetes.io/zone',
  'failure-domain.beta.kubernetes.io/region',
  'node.kubernetes.io/instance-type',
  'beta.kubernetes.io/instance-type',
  'beta.kubernetes.io/os',
  'beta.kubernetes.io/arch',
])

/** Domains under which it may set any label. */
const kubeletDomains = ['kubelet.kubernetes.io', 'node.kubernetes.io']

/**
 * Labels of nodes have the syntax of Kubernetes, and none is under `kubernetes.io` or `k8s.io` that a kubelet may not set
 * itself: the API server refuses it, and the node never joins.
 */
export const forbidReservedLabels: ClusterRule = {
  id: 'forbid-reserved-labels',
  check: ({ config }) =>
    nodeGroups(config).flatMap(({ group, pointer, label: groupName }) =>
      entries(group, 'labels').flatMap(([key, value]) => {
        const at = pointer + toPointer('labels', key)
        if (!isQualifiedName(key) || (typeof value === 'string' && !isLabelValue(value))) {
          return [
            {
              pointer: at,
              message: `${key}: ${String(value)} is no label that a node of ${groupName} can have`,
              hint: 'key: [prefix/]name; value: at most 63 letters, digits, -, _ and .',
            },
          ]
        }
        if (!isReserved(key)) return []
        return [
          {
            pointer: at,
            message: `${key} is reserved: a node of ${groupName} that sets it on itself is not let in`,
            hint: 'use a prefix of your own, or node.kubernetes.io/',
          },
        ]
      }),
    ),
}

function isReserved(key: string): boolean {
  const slash = key.indexOf('/')
  if (slash < 0 || kubeletLabels.has(key)) return false
  const under = (domain: string) => {
    const prefix = key.slice(0, slash)
    return prefix === domain || prefix.endsWith(`.${domain}`)
  }
  return (under('kubernetes.io') || under('k8s.io')) && !kubeletDomains.some(under)
}
