import { addTo, type Bitset, createBitset, forEachMember, fullBitset } from './bitset.ts'
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
 * Splits the peers of a group by the rows that speak of them. Rows of everybody cost nothing for each peer, the others as much as
 * they have members; lists of values that occurred before are not decided again.
 */
export function createPeerClasses(size: number, values: Values): PeerClasses {
  const everybody = fullBitset(size)
  const classOf = new Int32Array(size)
  const decided = new Map<string, Traffic>()

  const trafficOf = (ids: readonly number[], { defaultDeny }: SubjectGroup): Traffic => {
    const sorted = [...new Set(ids)].sort((a, b) => a - b)
    const key = `${defaultDeny} ${sorted.join(',')}`
    const found = decided.get(key) ?? decide(sorted.map(values.get), defaultDeny)
    decided.set(key, found)
    return found
  }

  return {
    of: (group, rows) => {
      if (!group.isEnforced) return [{ peers: everybody, traffic: everything }]
      if (group.undecided.length > 0) return [{ peers: everybody, traffic: undecided }]
      const common: number[] = []
      const classes: (readonly number[])[] = [[]]
      const touched: number[] = []
      for (const { peers, value } of sidesOf(rows, values)) {
        if (isFull(peers, everybody)) common.push(value.id)
        else refine(classOf, classes, touched, peers, value.id)
      }
      const members = new Map<number, Bitset>()
      for (const member of touched) {
        const at = classOf[member] ?? 0
        const set = members.get(at) ?? createBitset(size)
        members.set(at, set)
        addTo(set, member)
        classOf[member] = 0
      }
      const rest = fullBitset(size)
      for (const member of touched)
        rest[member >>> 5] = (rest[member >>> 5] ?? 0) & ~(1 << (member & 31))
      const all = [
        { peers: rest, traffic: trafficOf(common, group) },
        ...[...members].map(([at, peers]) => ({
          peers,
          traffic: trafficOf([...common, ...(classes[at] ?? [])], group),
        })),
      ]
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
    const uncertain = possible.map((word, at) => word & ~(certain[at] ?? 0))
    yield { peers: uncertain, value: values.uncertain(value) }
  }
}

function isFull(peers: Bitset, everybody: Bitset): boolean {
  return peers === everybody || peers.every((word, at) => word === everybody[at])
}

function refine(
  classOf: Int32Array,
  classes: (readonly number[])[],
  touched: number[],
  peers: Bitset,
  value: number,
): void {
  const next = new Map<number, number>()
  forEachMember(peers, (member) => {
    const old = classOf[member] ?? 0
    let made = next.get(old)
    if (made === undefined) {
      made = classes.push([...(classes[old] ?? []), value]) - 1
      next.set(old, made)
    }
    if (old === 0) touched.push(member)
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
