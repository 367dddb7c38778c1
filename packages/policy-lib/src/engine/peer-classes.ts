import { createPartitions } from './base-partition.ts'
import {
  addTo,
  type Bitset,
  createBitset,
  difference,
  forEachMember,
  removeFrom,
} from './bitset.ts'
import type { GroupRow } from './rows-of-group.ts'
import type { SubjectGroup } from './subject-groups.ts'
import { decide, everything, type Traffic, undecided } from './traffic.ts'
import type { Value, Values } from './value.ts'

/** Peers with which the subjects of a group have the same traffic. Peers with none are in no class. */
export interface PeerClass {
  readonly peers: Bitset
  readonly traffic: Traffic
}

export interface PeerClasses {
  readonly of: (group: SubjectGroup, rows: readonly GroupRow[]) => readonly PeerClass[]
}

/**
 * Splits the peers of a group by the rows that speak of them. Rows of everybody cost nothing for each peer, big ones are split by once
 * for all groups, and the others cost as much as they have members; lists of values that occurred before are not decided again.
 */
export function createPeerClasses(everybody: Bitset, size: number, values: Values): PeerClasses {
  const partitions = createPartitions(size)
  const decided = new Map<string, Traffic>()
  // Of those whom a small row speaks of: the number of their class; -1 of all others.
  const classOf = new Int32Array(size).fill(-1)

  const trafficOf = (ids: readonly number[], { defaultDeny }: SubjectGroup): Traffic => {
    const sorted = [...new Set(ids)].sort((a, b) => a - b)
    const key = `${defaultDeny} ${sorted.join()}`
    const found = decided.get(key) ?? decide(sorted.map(values.get), defaultDeny)
    decided.set(key, found)
    return found
  }

  return {
    of: (group, rows) => {
      if (!group.isEnforced) return [{ peers: everybody, traffic: everything }]
      if (group.undecided.length > 0) return [{ peers: everybody, traffic: undecided }]
      const sides = [...sidesOf(rows, values)]
      const dense = sides.filter(({ peers }) => peers !== everybody && partitions.isDense(peers))
      const sets = partitions.sort(dense.map(({ peers }) => peers))
      const base = partitions.of(sets)
      // The classes of the partition come first: there is no touching them.
      const classes = base.classes.map(({ isIn }): readonly number[] => [
        ...sides.filter(({ peers }) => peers === everybody).map(({ value }) => value.id),
        ...dense
          .filter(({ peers }) => isIn[sets.indexOf(peers)] === true)
          .map(({ value }) => value.id),
      ])
      const touched: number[] = []
      for (const { peers, value } of sides) {
        if (peers === everybody || sets.includes(peers)) continue
        refine(peers, value.id, { base: base.classOf, classOf, classes, touched })
      }
      const rests = base.classes.map(({ members }) => members.slice())
      const members = new Map<number, Bitset>()
      for (const member of touched) {
        const at = classOf[member] ?? 0
        const set = members.get(at) ?? createBitset(size)
        members.set(at, set)
        addTo(set, member)
        classOf[member] = -1
        const rest = rests[base.classOf[member] ?? 0]
        if (rest !== undefined) removeFrom(rest, member)
      }
      const all = [...rests.entries(), ...members].map(([at, peers]) => ({
        peers,
        traffic: trafficOf(classes[at] ?? [], group),
      }))
      return merged(all.filter(({ traffic }) => traffic.allowed.length + traffic.may.length > 0))
    },
  }
}

/** Each row once for whom it is certain, and once for whom it is not. */
function* sidesOf(
  rows: readonly GroupRow[],
  values: Values,
): Iterable<{ peers: Bitset; value: Value }> {
  for (const { certain, possible, value } of rows) {
    yield { peers: certain, value }
    if (certain === possible) continue
    yield { peers: uncertainOf(certain, possible), value: values.uncertain(value) }
  }
}

const uncertain = new WeakMap<Bitset, WeakMap<Bitset, Bitset>>()

/** Remembered: equal selectors share their sets, and what is left of two is then one set as well. */
function uncertainOf(certain: Bitset, possible: Bitset): Bitset {
  const known = uncertain.get(possible) ?? new WeakMap<Bitset, Bitset>()
  const found = known.get(certain) ?? difference(possible, certain)
  uncertain.set(possible, known.set(certain, found))
  return found
}

interface Refinement {
  readonly base: Int32Array
  readonly classOf: Int32Array
  readonly classes: (readonly number[])[]
  readonly touched: number[]
}

/** Moves the members of a row into classes whose values end with that of the row. */
function refine(
  peers: Bitset,
  value: number,
  { base, classOf, classes, touched }: Refinement,
): void {
  const next = new Map<number, number>()
  forEachMember(peers, (member) => {
    const own = classOf[member] ?? -1
    const old = own < 0 ? (base[member] ?? 0) : own
    let made = next.get(old)
    if (made === undefined) {
      made = classes.push([...(classes[old] ?? []), value]) - 1
      next.set(old, made)
    }
    if (own < 0) touched.push(member)
    classOf[member] = made
  })
}

/** Classes of the same traffic become one. */
function merged(classes: readonly PeerClass[]): readonly PeerClass[] {
  const byTraffic = new Map<Traffic, Bitset>()
  for (const { peers, traffic } of classes) {
    const known = byTraffic.get(traffic)
    byTraffic.set(
      traffic,
      known === undefined ? peers : known.map((word, at) => word | (peers[at] ?? 0)),
    )
  }
  return [...byTraffic].map(([traffic, peers]) => ({ peers, traffic }))
}
