import { has } from '../engine/bitset.ts'
import type { Engine } from '../engine/create-engine.ts'
import { hasPoint, pointOf } from '../engine/port-set.ts'
import type { SubjectGroup } from '../engine/subject-groups.ts'
import type { Direction } from '../lower/policy-entry.ts'
import type { Query } from './query.ts'
import { sideReasons } from './reasons.ts'
import { evaluateSide, type Side } from './side.ts'

/** A side with its reasons, the same for every connection of which the very same rules speak. */
export interface SharedSide {
  readonly side: Side
  readonly reasons: readonly string[]
}

export interface SharedSides {
  /** Undefined where more counts than which rules speak of a connection: layer 7, doubts, peers that are no pods. */
  readonly of: (
    direction: Direction,
    subject: number,
    peer: number,
    query: Query,
  ) => SharedSide | undefined
}

/** Works a side out once for all connections between pods of which the same rules speak. */
export function createSharedSides(engine: Engine): SharedSides {
  const known = new Map<SubjectGroup, Map<string, SharedSide>>()
  return {
    of: (direction, subject, peer, query) => {
      if (query.http !== undefined || query.dns !== undefined) return undefined
      if (engine.identities[peer]?.type !== 'endpoint') return undefined
      const group = engine.groups[direction].groupOf(subject)
      const key = rulesOf(group, peer, pointOf(query.protocol, query.port), engine)
      if (key === undefined) return undefined
      const ofGroup = known.get(group) ?? new Map<string, SharedSide>()
      known.set(group, ofGroup)
      const before = ofGroup.get(key)
      if (before !== undefined) return before
      const side = evaluateSide(engine, direction, subject, peer, query)
      const shared = { side, reasons: sideReasons(side, query, engine) }
      ofGroup.set(key, shared)
      return shared
    },
  }
}

/** The rules of a group that speak of a peer and a port, by their numbers; undefined where one may or may not. */
function rulesOf(
  group: SubjectGroup,
  peer: number,
  point: number,
  engine: Engine,
): string | undefined {
  if (group.undecided.length > 0) return undefined
  const rows = engine.rowsOf(group)
  let key = `${point}`
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]
    if (row === undefined || !has(row.possible, peer) || !hasPoint(row.value.ports, point)) continue
    if (!has(row.certain, peer)) return undefined
    key += ` ${at}`
  }
  return key
}
