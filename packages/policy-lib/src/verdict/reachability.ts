import { type Connection, reach } from '../engine/reach.ts'
import type { Identity } from '../identities/identity.ts'
import type { PreparedWorld } from './prepare.ts'
import { createWorldEngine } from './world-engine.ts'

export interface Reachability {
  /** Everybody; the sets of connections hold their indexes. */
  readonly identities: readonly Identity[]
  /** Grouped by traffic and targets; each pair of identities is in one at most. */
  readonly connections: readonly Connection[]
}

/** All allowed connections of a world, as {@link createWorldEngine} knows it. */
export function reachability(prepared: PreparedWorld): Reachability {
  const engine = createWorldEngine(prepared)
  return { identities: engine.identities, connections: reach(engine) }
}
