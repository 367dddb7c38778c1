import type { Problem } from '@skyctl/core'
import type { Dialect, LowerContext, Lowered } from '../lower/lower-context.ts'
import { lowerPolicy } from '../lower/lower-policy.ts'
import type { PolicyEntry } from '../lower/policy-entry.ts'
import { createProfile, type Profile } from '../profile/profile.ts'
import type { Admission } from '../sanitize/admission.ts'
import { judgePolicy, type Rejection, type RejectionFinding } from '../sanitize/judge-policies.ts'
import { knownAdmission } from '../sanitize/known-admission.ts'
import { buildWorld } from '../world/build-world.ts'
import type { SourceManifest } from '../world/source.ts'
import type { PolicyObject, World } from '../world/world.ts'

export interface PrepareOptions extends PrepareBuiltOptions {
  /** Namespace of an object that names none. */
  readonly defaultNamespace?: string
}

export interface PrepareBuiltOptions {
  /** @defaultValue The defaults of the newest version. */
  readonly profile?: Profile
  /** @defaultValue cilium */
  readonly dialect?: Dialect
  /**
   * Judges policies as the API server does, by the schemas of their kinds.
   *
   * @defaultValue What is known here of the fields and their types.
   */
  readonly admission?: Admission
}

/** A world whose policies were judged and read: what every question is asked of. */
export interface PreparedWorld {
  readonly world: World
  readonly profile: Profile
  readonly dialect: Dialect
  readonly entries: readonly PolicyEntry[]
  /** Policies that take no part, with who refuses them and why. */
  readonly rejections: readonly Rejection[]
  /** What an answer silently depends on: objects that were not read, Services that are not there. */
  readonly problems: readonly Problem[]
}

/** Manifests as a world in which questions can be asked. */
export function prepareWorld(
  manifests: readonly SourceManifest[],
  { defaultNamespace, ...options }: PrepareOptions = {},
): PreparedWorld {
  const world = buildWorld(manifests, defaultNamespace === undefined ? {} : { defaultNamespace })
  return prepareBuiltWorld(world, options)
}

/** The same of a world that was built before. */
export function prepareBuiltWorld(
  world: World,
  { profile = createProfile(), dialect = 'cilium', admission }: PrepareBuiltOptions = {},
): PreparedWorld {
  const context = contextOf(world, profile, dialect)
  return assembleWorld(
    context,
    world.policies.map((policy) => readPolicy(policy, context, admission)),
  )
}

/** A policy by itself: judged, and read where nobody refuses it. */
export interface ReadPolicy {
  readonly policy: PolicyObject
  readonly findings: readonly RejectionFinding[]
  readonly lowered: Lowered<readonly PolicyEntry[]>
}

export function readPolicy(
  policy: PolicyObject,
  context: LowerContext,
  admission: Admission = knownAdmission,
): ReadPolicy {
  const findings = judgePolicy(policy, context.profile, admission)
  const lowered = findings.length === 0 ? lowerPolicy(policy, context) : { value: [], problems: [] }
  return { policy, findings, lowered }
}

export function assembleWorld(
  context: LowerContext,
  policies: readonly ReadPolicy[],
): PreparedWorld {
  return {
    ...context,
    entries: policies.flatMap(({ lowered }) => lowered.value),
    rejections: policies
      .filter(({ findings }) => findings.length > 0)
      .map(({ policy, findings }) => ({ policy, findings })),
    problems: [...context.world.problems, ...policies.flatMap(({ lowered }) => lowered.problems)],
  }
}

/**
 * Kubernetes' documentation knows no identities: an `ipBlock` is for whoever has such an address, pods and nodes included, as the
 * conformance tests of network plugins expect.
 */
export function contextOf(world: World, profile: Profile, dialect: Dialect): LowerContext {
  const isCilium = dialect === 'cilium'
  return {
    world,
    profile: isCilium ? profile : { ...profile, cidrMatchMode: ['nodes', 'pods'] },
    dialect,
  }
}
