import type { Problem } from '@skyctl/core'
import type { Profile } from '../profile/profile.ts'
import type { World } from '../world/world.ts'

/** Whose reading of NetworkPolicy counts: Cilium's, with Cilium's own policies, or that of Kubernetes' documentation alone. */
export const dialects = ['cilium', 'kubernetes'] as const
export type Dialect = (typeof dialects)[number]

/** What a policy is read against. */
export interface LowerContext {
  readonly world: World
  readonly profile: Profile
  readonly dialect: Dialect
}

export interface Lowered<T> {
  readonly value: T
  readonly problems: readonly Problem[]
}
