import { createEngine } from '../engine/create-engine.ts'
import { type Connection, reach } from '../engine/reach.ts'
import type { Identity } from '../identities/identity.ts'
import { worldIdentities } from '../identities/world-identities.ts'
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
  const identities = worldIdentities(world, entries, profile, dialect)
  const engine = createEngine({
    world,
    identities,
    lasting: identities.length,
    entries,
    profile,
    dialect,
  })
  return { identities, connections: reach(engine) }
}
