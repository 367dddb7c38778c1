import { clusterKey, type Label } from '../labels/label.ts'
import type { Profile } from '../profile/profile.ts'
import type { Aggregate, Identity } from './identity.ts'

/** Identities that every cluster has. Source: pkg/identity/reserved.go. */
export const reservedNames = [
  'host',
  'remote-node',
  'kube-apiserver',
  'health',
  'ingress',
  'world',
] as const
export type ReservedName = (typeof reservedNames)[number]

/**
 * The identities that a name of a reserved one may stand for: more than one where Cilium tells apart what the name does not (the
 * families of addresses; an API server on this node or another one).
 */
export function reservedIdentities(name: ReservedName, profile: Profile): readonly Identity[] {
  switch (name) {
    case 'host':
    case 'remote-node':
      return [node([name], profile)]
    case 'kube-apiserver':
      return profile.kubeAPIServer === 'in-cluster'
        ? [node(['host', name], profile), node(['kube-apiserver', 'remote-node'], profile)]
        : [
            reserved([name, worldLabel(profile.ipFamilies[0] === 'IPv6' ? 6 : 4, profile)], {
              hasUnknownAddress: true,
              aggregate: { label: 'aggregate-world', isIn: 'yes', isInOnceLearned: false },
            }),
          ]
    case 'health':
    case 'ingress':
      return [reserved([name], { enforced: 'endpoint' })]
    case 'world':
      return worldLabels(profile).map((label) => reserved([label], {}))
  }
}

/** Source: pkg/labels/cidr.go, getWorldLabel. */
export function worldLabel(family: 4 | 6, { ipFamilies }: Profile): string {
  const hasOther = ipFamilies.includes(family === 4 ? 'IPv6' : 'IPv4')
  return hasOther ? `world-ipv${family}` : 'world'
}

/** The labels that addresses of the world have in this cluster. */
export function worldLabels(profile: Profile): readonly string[] {
  const families = profile.ipFamilies.map((family) => (family === 'IPv6' ? 6 : 4))
  return [...new Set(families.map((family) => worldLabel(family, profile)))].sort()
}

/**
 * A node has the label of its cluster where nodes have their labels, and an identity of its own where it has any.
 *
 * Source: pkg/node/manager/manager.go, nodeIdentityLabels; pkg/labels/labels.go and pkg/identity/numericidentity.go for the scope.
 */
function node(keys: readonly string[], profile: Profile): Identity {
  const base = reserved(keys, {
    enforced: profile.hostFirewall ? 'node' : 'none',
    hasUnknownAddress: true,
    ...(keys.includes('host') ? {} : { aggregate: aggregateOfNode(profile) }),
  })
  if (!profile.nodeSelectorLabels) return base
  const cluster = { source: 'k8s', key: clusterKey, value: profile.clusterName }
  return { ...base, labels: [...base.labels, cluster] }
}

function aggregateOfNode({ nodeSelectorLabels, cidrMatchMode }: Profile): Aggregate {
  const isIn = nodeSelectorLabels ? 'yes' : cidrMatchMode.includes('nodes') ? 'maybe' : 'no'
  return { label: 'aggregate-remote-node', isIn, isInOnceLearned: false }
}

function reserved(keys: readonly string[], members: Partial<Identity>): Identity {
  return {
    key: keys.map((key) => `reserved:${key}`).join(','),
    type: 'reserved',
    labels: keys.map((key): Label => ({ source: 'reserved', key, value: '' })),
    namespace: '',
    workloads: [],
    namedPorts: [],
    prefixes: [],
    enforced: 'none',
    hasKnownNamespace: true,
    hasUnknownAddress: false,
    hasUnknownNames: false,
    aggregate: undefined,
    ...members,
  }
}
