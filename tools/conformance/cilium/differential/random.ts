/** Numbers that look random and are the same for the same seed. */
export interface Random {
  /** From 0 to below `below`. */
  readonly int: (below: number) => number
  readonly chance: (probability: number) => boolean
  readonly pick: <T>(from: readonly T[]) => T
  /** `least` to `most` items, chosen each for itself. */
  readonly some: <T>(least: number, most: number, make: () => T) => T[]
  /** One of several, by weight. */
  readonly weighted: <T>(options: readonly (readonly [number, () => T])[]) => T
}

/** Mulberry32. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const int = (below: number) => Math.floor(next() * below)
  return {
    int,
    chance: (probability) => next() < probability,
    pick: (from) => {
      if (from.length === 0) throw new Error('nothing to pick from')
      return from[int(from.length)] as (typeof from)[number]
    },
    some: (least, most, make) => Array.from({ length: least + int(most - least + 1) }, make),
    weighted: (options) => {
      let left = next() * options.reduce((sum, [weight]) => sum + weight, 0)
      for (const [weight, make] of options) {
        left -= weight
        if (left < 0) return make()
      }
      throw new Error('the weights add up to nothing')
    },
  }
}
