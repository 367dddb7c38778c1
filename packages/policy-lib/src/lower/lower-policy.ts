import type { Problem } from '@skyctl/core'
import { whereIn } from '../world/source.ts'
import type { PolicyObject } from '../world/world.ts'
import { lowerCiliumPolicy } from './cilium-policy.ts'
import { lowerClusterNetworkPolicy } from './cluster-network-policy.ts'
import type { LowerContext, Lowered } from './lower-context.ts'
import { lowerNetworkPolicy } from './network-policy.ts'
import type { PolicyEntry } from './policy-entry.ts'

/** A policy that was accepted, as entries. */
export function lowerPolicy(
  policy: PolicyObject,
  context: LowerContext,
): Lowered<readonly PolicyEntry[]> {
  const isCilium = context.dialect === 'cilium'
  switch (policy.kind) {
    case 'NetworkPolicy':
      return { value: lowerNetworkPolicy(policy, context), problems: [] }
    case 'ClusterNetworkPolicy':
      return isCilium && context.profile.kcnp
        ? { value: lowerClusterNetworkPolicy(policy, context), problems: [] }
        : { value: [], problems: [unread(policy, isCilium)] }
    default:
      return isCilium ? lowerCiliumPolicy(policy, context) : { value: [], problems: [] }
  }
}

function unread({ source }: PolicyObject, isCilium: boolean): Problem {
  return {
    id: 'unread-object',
    severity: 'warning',
    where: whereIn(source, ''),
    message: isCilium
      ? 'this ClusterNetworkPolicy is not evaluated: Cilium reads none in this cluster'
      : 'this ClusterNetworkPolicy is not evaluated: it is read as Cilium reads it, and the dialect is that of Kubernetes',
    hint: isCilium
      ? 'set enable-k8s-cluster-network-policy in Cilium 1.20, and kcnp in the profile; or remove the policy'
      : 'ask in the dialect of cilium, with kcnp in the profile',
  }
}
