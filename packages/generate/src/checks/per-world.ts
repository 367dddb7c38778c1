import type { World } from './world.ts'

/** Computes something of a World once, however many rules ask for it: with 24,000 objects each pass counts. */
export function perWorld<T>(compute: (world: World) => T): (world: World) => T {
  const known = new WeakMap<World, { readonly value: T }>()
  return (world) => {
    const before = known.get(world)
    if (before !== undefined) return before.value
    const value = compute(world)
    known.set(world, { value })
    return value
  }
}
