import type { Damage } from './damage.ts'

/** Damage to a number. */
function recounts(id: string, does: string, others: (value: number) => readonly number[]): Damage {
  return {
    id,
    does,
    apply: (value) =>
      typeof value === 'number' ? others(value).filter((other) => other !== value) : [],
  }
}

export const numberDamages: readonly Damage[] = [
  recounts('fraction', 'a number has a fraction', (value) => [value + 0.5, 1e-7]),
  recounts('negative-number', 'a number is negative', (value) => [-1, -value - 1, -0.5]),
  recounts('zero', 'a number is 0', () => [0]),
  recounts('past-int32', 'a number is just inside or outside of 32 bits', () => [
    2 ** 31 - 1,
    2 ** 31,
    -(2 ** 31),
    -(2 ** 31) - 1,
  ]),
  recounts('past-int64', 'a number is outside of 64 bits', () => [2 ** 63, 2 ** 64, 1e21, -1e21]),
  recounts('past-bounds', 'a number is 101, 65536 or 100000', () => [101, 65_536, 100_000]),
  recounts('exact-limit', 'a number is the last that JSON knows exactly, and a larger one', () => [
    2 ** 53 - 1,
    2 ** 53 + 2,
  ]),
  {
    id: 'flip-boolean',
    does: 'a boolean is the other one',
    apply: (value) => (typeof value === 'boolean' ? [!value] : []),
  },
]
