import { createEngine } from '../engine/create-engine.ts'
import { type Connection, reach } from '../engine/reach.ts'
import { buildIdentities } from '../identities/build-identities.ts'
import { addressIdentity, nameIdentities } from '../identities/external.ts'
import type { Identity } from '../identities/identity.ts'
import { namedExternals } from '../identities/named-externals.ts'
import type { PreparedWorld } from './prepare.ts'

export interface Reachability {
  /** Everybody; the sets of connections hold their indexes. */
  readonly identities: readonly Identity[]
  /** Grouped by traffic and targets; each pair of identities is in one at most. */
  readonly connections: readonly Connection[]
}

/**
 * All allowed connections between the workloads of a world, the reserved identities, and the networks and names that its policies
 * name: an address outside stands for all addresses that policies cannot tell from it.
 */
export function reachability(prepared: PreparedWorld): Reachability {
  const { world, entries, profile, dialect } = prepared
  const externals = namedExternals(entries, world, profile)
  const options = { profile, isNamed: true, isQueried: false }
  const identities = [
    ...buildIdentities(world, profile, dialect),
    ...externals.prefixes.map((prefix) => addressIdentity(prefix, options)),
    ...externals.names.flatMap((name) => nameIdentities(name, options)),
  ]
  const engine = createEngine({ world, identities, entries, profile, dialect })
  return { identities, connections: reach(engine) }
}
