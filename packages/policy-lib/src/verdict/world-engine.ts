import { createEngine, type Engine } from '../engine/create-engine.ts'
import { buildIdentities } from '../identities/build-identities.ts'
import { addressIdentity, nameIdentities } from '../identities/external.ts'
import { namedExternals } from '../identities/named-externals.ts'
import type { PreparedWorld } from './prepare.ts'

/**
 * The engine over the workloads of a world, the reserved identities, and the networks and names that its policies name: an address
 * outside stands for all addresses that policies cannot tell from it.
 */
export function createWorldEngine({ world, entries, profile, dialect }: PreparedWorld): Engine {
  const externals = namedExternals(entries, world, profile)
  const options = { profile, isNamed: true, isQueried: false }
  const identities = [
    ...buildIdentities(world, profile, dialect),
    ...externals.prefixes.map((prefix) => addressIdentity(prefix, options)),
    ...externals.names.flatMap((name) => nameIdentities(name, options)),
  ]
  return createEngine({ world, identities, entries, profile, dialect })
}
