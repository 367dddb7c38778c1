import type { Problem } from '@skyctl/core'
import type { PolicyObject } from '../world/world.ts'
import { lowerCiliumPolicy } from './cilium-policy.ts'
import type { LowerContext } from './lower-context.ts'
import { lowerNetworkPolicy } from './network-policy.ts'
import type { PolicyEntry } from './policy-entry.ts'

export interface LoweredPolicies {
  readonly entries: readonly PolicyEntry[]
  readonly problems: readonly Problem[]
}

/** Policies that were accepted, as entries. Kubernetes knows NetworkPolicy alone. */
export function lowerPolicies(
  policies: readonly PolicyObject[],
  context: LowerContext,
): LoweredPolicies {
  const lowered = policies
    .filter(({ kind }) => context.dialect === 'cilium' || kind === 'NetworkPolicy')
    .map((policy) =>
      policy.kind === 'NetworkPolicy'
        ? { value: lowerNetworkPolicy(policy, context), problems: [] }
        : lowerCiliumPolicy(policy, context),
    )
  return {
    entries: lowered.flatMap(({ value }) => value),
    problems: lowered.flatMap(({ problems }) => problems),
  }
}
