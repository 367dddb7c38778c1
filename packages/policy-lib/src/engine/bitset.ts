/** A set of small whole numbers, one bit each. Functions that change a set say so in their name; the others make a new one. */
export type Bitset = Uint32Array

export function createBitset(size: number): Bitset {
  return new Uint32Array((size + 31) >>> 5)
}

export function bitsetOf(size: number, members: Iterable<number>): Bitset {
  const set = createBitset(size)
  for (const member of members) addTo(set, member)
  return set
}

export function fullBitset(size: number): Bitset {
  const set = createBitset(size).fill(0xffffffff)
  if (size % 32 !== 0) set[set.length - 1] = (1 << (size % 32)) - 1
  return set
}

export function addTo(set: Bitset, member: number): void {
  set[member >>> 5] = (set[member >>> 5] ?? 0) | (1 << (member & 31))
}

export function has(set: Bitset, member: number): boolean {
  return ((set[member >>> 5] ?? 0) & (1 << (member & 31))) !== 0
}

export function union(a: Bitset, b: Bitset): Bitset {
  return a.map((word, index) => word | (b[index] ?? 0))
}

export function unionInto(target: Bitset, other: Bitset): void {
  for (let index = 0; index < target.length; index++) {
    target[index] = (target[index] ?? 0) | (other[index] ?? 0)
  }
}

export function intersection(a: Bitset, b: Bitset): Bitset {
  return a.map((word, index) => word & (b[index] ?? 0))
}

export function difference(a: Bitset, b: Bitset): Bitset {
  return a.map((word, index) => word & ~(b[index] ?? 0))
}

export function isEmpty(set: Bitset): boolean {
  return set.every((word) => word === 0)
}

export function intersects(a: Bitset, b: Bitset): boolean {
  for (let index = 0; index < a.length; index++) {
    if (((a[index] ?? 0) & (b[index] ?? 0)) !== 0) return true
  }
  return false
}

export function count(set: Bitset): number {
  let members = 0
  for (let word of set) {
    for (; word !== 0; word &= word - 1) members++
  }
  return members
}

export function removeFrom(set: Bitset, member: number): void {
  set[member >>> 5] = (set[member >>> 5] ?? 0) & ~(1 << (member & 31))
}

/** Calls for every member, in rising order. */
export function forEachMember(set: Bitset, visit: (member: number) => void): void {
  for (let index = 0; index < set.length; index++) {
    let word = set[index] ?? 0
    while (word !== 0) {
      const bit = 31 - Math.clz32(word & -word)
      visit((index << 5) + bit)
      word &= word - 1
    }
  }
}

export function membersOf(set: Bitset): number[] {
  const members: number[] = []
  forEachMember(set, (member) => members.push(member))
  return members
}

/** Equal sets have equal text: a key for maps. */
export function bitsetKey(set: Bitset): string {
  return Buffer.from(set.buffer, set.byteOffset, set.byteLength).toString('latin1')
}
