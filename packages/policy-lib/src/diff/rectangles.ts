/** Everybody in `from` with everybody in `to`. */
export interface Rectangle {
  readonly from: readonly number[]
  readonly to: readonly number[]
}

/** Pairs as few rectangles: sources of the same targets are one. */
export function rectanglesOf(pairs: readonly (readonly [number, number])[]): readonly Rectangle[] {
  const targets = new Map<number, number[]>()
  for (const [from, to] of pairs) {
    const known = targets.get(from)
    if (known === undefined) targets.set(from, [to])
    else known.push(to)
  }
  const byTargets = new Map<string, { from: number[]; to: number[] }>()
  for (const [from, to] of targets) {
    const key = to.join()
    const known = byTargets.get(key)
    if (known === undefined) byTargets.set(key, { from: [from], to })
    else known.from.push(from)
  }
  return [...byTargets.values()]
}
