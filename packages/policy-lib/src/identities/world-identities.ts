import type { Dialect } from '../lower/lower-context.ts'
import type { PolicyEntry } from '../lower/policy-entry.ts'
import type { Profile } from '../profile/profile.ts'
import type { World } from '../world/world.ts'
import { buildIdentities } from './build-identities.ts'
import { addressIdentity, nameIdentities } from './external.ts'
import type { Identity } from './identity.ts'
import { namedExternals } from './named-externals.ts'

/**
 * Everybody whom the policies of a world can tell apart, whatever is asked: what is inside, and an identity for each network and each name
 * that policies speak of. An address outside stands for all that policies cannot tell from it.
 */
export function worldIdentities(
  world: World,
  entries: readonly PolicyEntry[],
  profile: Profile,
  dialect: Dialect,
): readonly Identity[] {
  const externals = namedExternals(entries, world, profile)
  const options = {
    profile,
    isNamed: true,
    hasNetworks: externals.prefixes.length > 0,
    hasNames: externals.hasNames,
    isQueried: false,
  }
  return [
    ...buildIdentities(world, profile, dialect),
    ...externals.prefixes.map((prefix) => addressIdentity(prefix, options)),
    ...externals.names.flatMap((name) => nameIdentities(name, options)),
  ]
}
