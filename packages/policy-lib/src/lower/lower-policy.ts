import type { PolicyObject } from '../world/world.ts'
import { lowerCiliumPolicy } from './cilium-policy.ts'
import type { LowerContext, Lowered } from './lower-context.ts'
import { lowerNetworkPolicy } from './network-policy.ts'
import type { PolicyEntry } from './policy-entry.ts'

/** A policy that was accepted, as entries. Kubernetes knows NetworkPolicy alone. */
export function lowerPolicy(
  policy: PolicyObject,
  context: LowerContext,
): Lowered<readonly PolicyEntry[]> {
  if (policy.kind === 'NetworkPolicy') {
    return { value: lowerNetworkPolicy(policy, context), problems: [] }
  }
  return context.dialect === 'cilium'
    ? lowerCiliumPolicy(policy, context)
    : { value: [], problems: [] }
}
