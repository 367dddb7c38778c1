import { addTo, type Bitset, count, createBitset, has } from './bitset.ts'

/** Everybody, split by some sets. */
export interface Partition {
  readonly classOf: Int32Array
  readonly classes: readonly {
    readonly members: Bitset
    /** Which of the sets the members are in. */
    readonly isIn: readonly boolean[]
  }[]
}

export interface Partitions {
  /** Whether a set is so big that to split by it once, for all who use it, pays. */
  readonly isDense: (set: Bitset) => boolean
  /** The sets in an order that does not depend on that of the rows. */
  readonly sort: (sets: readonly Bitset[]) => readonly Bitset[]
  readonly of: (sets: readonly Bitset[]) => Partition
}

/** Splits by the same big sets once: many policies name everybody in the cluster, and each would walk over all of them. */
export function createPartitions(size: number): Partitions {
  const counts = new WeakMap<Bitset, number>()
  const ids = new Map<Bitset, number>()
  const made = new Map<string, Partition>()
  const idOf = (set: Bitset) => {
    const known = ids.get(set) ?? ids.size
    ids.set(set, known)
    return known
  }
  return {
    isDense: (set) => {
      const known = counts.get(set) ?? count(set)
      counts.set(set, known)
      return known > 64 && known > size / 16
    },
    sort: (sets) => [...new Set(sets)].sort((a, b) => idOf(a) - idOf(b)),
    of: (sets) => {
      const key = sets.map(idOf).join()
      const known = made.get(key) ?? split(size, sets)
      made.set(key, known)
      return known
    },
  }
}

function split(size: number, sets: readonly Bitset[]): Partition {
  const classOf = new Int32Array(size)
  const byKey = new Map<string, number>()
  const classes: { members: Bitset; isIn: readonly boolean[] }[] = []
  for (let member = 0; member < size; member++) {
    const isIn = sets.map((set) => has(set, member))
    const key = isIn.join()
    const at = byKey.get(key) ?? classes.push({ members: createBitset(size), isIn }) - 1
    byKey.set(key, at)
    classOf[member] = at
    const made = classes[at]
    if (made !== undefined) addTo(made.members, member)
  }
  return { classOf, classes }
}
