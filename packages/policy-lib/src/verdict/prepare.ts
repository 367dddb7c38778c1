import type { Problem } from '@skyctl/core'
import type { Dialect } from '../lower/lower-context.ts'
import { lowerPolicies } from '../lower/lower-policies.ts'
import type { PolicyEntry } from '../lower/policy-entry.ts'
import { createProfile, type Profile } from '../profile/profile.ts'
import type { Admission } from '../sanitize/admission.ts'
import { judgePolicies, type Rejection } from '../sanitize/judge-policies.ts'
import { buildWorld } from '../world/build-world.ts'
import type { SourceManifest } from '../world/source.ts'
import type { World } from '../world/world.ts'

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
  { profile: given = createProfile(), dialect = 'cilium', admission }: PrepareBuiltOptions = {},
): PreparedWorld {
  const profile = profileOf(dialect, given)
  const { accepted, rejections } = judgePolicies(world.policies, profile, admission)
  const { entries, problems } = lowerPolicies(accepted, { world, profile, dialect })
  return {
    world,
    profile,
    dialect,
    entries,
    rejections,
    problems: [...world.problems, ...problems],
  }
}

/**
 * Kubernetes' documentation knows no identities: an `ipBlock` is for whoever has such an address, pods and nodes included, as the
 * conformance tests of network plugins expect.
 */
function profileOf(dialect: Dialect, profile: Profile): Profile {
  return dialect === 'cilium' ? profile : { ...profile, cidrMatchMode: ['nodes', 'pods'] }
}
