import type { Json } from '@skyctl/core'
import { allowedNameCharacters, allowedPatternCharacters } from '../fqdn/match-pattern.ts'
import { get, listAt, textAt } from '../plain-data.ts'
import type { Profile } from '../profile/profile.ts'
import type { PolicyObject } from '../world/world.ts'
import type { RejectionFinding } from './judge-policies.ts'
import type { Finding } from './sanitize-rule.ts'

/**
 * What the agent refuses a ClusterNetworkPolicy for, whole. Where it is not told to read them, it refuses none.
 *
 * Source: pkg/k8s/cluster_network_policy.go, ParseClusterNetworkPolicy.
 */
export function clusterNetworkPolicyFindings(
  { value }: PolicyObject,
  profile: Profile,
): readonly RejectionFinding[] {
  if (!profile.kcnp) return []
  return (listAt(value, 'spec', 'egress') ?? []).flatMap((rule, index) =>
    (listAt(rule, 'to') ?? []).flatMap((peer, at) =>
      peerFaults(peer, textAt(rule, 'action'), `/spec/egress/${index}/to/${at}`, profile).map(
        (finding): RejectionFinding => ({
          judge: 'agent',
          id: 'valid-cluster-network-policy',
          rule: 56,
          ...finding,
        }),
      ),
    ),
  )
}

function peerFaults(
  peer: Json,
  action: string | undefined,
  place: string,
  { nodeSelectorLabels, l7Proxy }: Profile,
): Finding[] {
  if (get(peer, 'nodes') !== undefined) {
    return nodeSelectorLabels
      ? []
      : [
          {
            pointer: `${place}/nodes`,
            message: 'nodes are selected by their labels, which this cluster does not give them',
            hint: 'set enable-node-selector-labels, or name the addresses by networks',
          },
        ]
  }
  const names = listAt(peer, 'domainNames')
  if (names === undefined) return []
  const pointer = `${place}/domainNames`
  if (action !== 'Accept') {
    return [
      {
        pointer,
        message: `names are for the action Accept alone, and this is ${action}`,
        hint: 'name networks',
      },
    ]
  }
  if (!l7Proxy) {
    return [
      {
        pointer,
        message: 'names need the proxy of DNS, which this cluster does not run',
        hint: 'switch enable-l7-proxy on, or name networks',
      },
    ]
  }
  return names.flatMap((name, index) =>
    (String(name).startsWith('*') ? allowedPatternCharacters : allowedNameCharacters).test(
      String(name),
    )
      ? []
      : [
          {
            pointer: `${pointer}/${index}`,
            message: `'${String(name)}' holds characters that no name of a host has, though the API server takes them`,
            hint: "write letters, digits, '-', '_' and '.', after '*.' where it is a pattern",
          },
        ],
  )
}
