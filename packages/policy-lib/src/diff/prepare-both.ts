import type { Dialect, LowerContext } from '../lower/lower-context.ts'
import { canonicalJson } from '../plain-data.ts'
import type { Profile } from '../profile/profile.ts'
import type { Admission } from '../sanitize/admission.ts'
import { knownAdmission } from '../sanitize/known-admission.ts'
import {
  assembleWorld,
  contextOf,
  type PreparedWorld,
  type ReadPolicy,
  readPolicy,
} from '../verdict/prepare.ts'
import type { PolicyObject, World } from '../world/world.ts'
import { policiesOfOne } from './same-policies.ts'

/** One of two worlds to compare. */
export interface WorldSide {
  readonly world: World
  readonly profile: Profile
}

export interface PrepareBothOptions {
  readonly dialect: Dialect
  readonly admission: Admission
}

/**
 * Two worlds to compare. Where nothing differs that a policy depends on beside itself, one that both have is the same on both: it is read
 * once where it stands in one object, and `admission` is asked only about the others.
 */
export function prepareBoth(
  base: WorldSide,
  head: WorldSide,
  { dialect, admission }: PrepareBothOptions,
): { readonly base: PreparedWorld; readonly head: PreparedWorld } {
  const before = contextOf(base.world, base.profile, dialect)
  const after = contextOf(
    { ...head.world, policies: shared(head.world.policies, base.world.policies) },
    head.profile,
    dialect,
  )
  const canShare = surroundings(before) === surroundings(after)
  const known = new Map<PolicyObject, ReadPolicy>()
  const prepare = (context: LowerContext, other: LowerContext) => {
    const { policies: all } = context.world
    const ofOne = policiesOfOne(all, canShare ? other.world.policies : [])
    const read = (policy: PolicyObject) =>
      readPolicy(policy, context, ofOne.has(policy) ? admission : knownAdmission)
    const policies = all.map((policy) => {
      const found = known.get(policy) ?? read(policy)
      if (canShare) known.set(policy, found)
      return found
    })
    return assembleWorld(context, policies)
  }
  return { base: prepare(before, after), head: prepare(after, before) }
}

/** Policies of one side, those that stand in the other as the very same document by its object. */
function shared(
  own: readonly PolicyObject[],
  others: readonly PolicyObject[],
): readonly PolicyObject[] {
  const byId = new Map(others.map((policy) => [policy.id, policy]))
  return own.map((policy) => {
    const other = byId.get(policy.id)
    const isSame =
      other?.raw === policy.raw && other.source.manifest.file === policy.source.manifest.file
    return isSame ? other : policy
  })
}

/** All that the meaning of a policy depends on beside itself. */
function surroundings({ world, profile, dialect }: LowerContext): string {
  return canonicalJson([profile, dialect, world.services, [...world.cidrGroups.keys()].sort()])
}
