import type { LonePlace, Places } from './places.ts'
import type { TrafficTable } from './traffic-table.ts'

/** A workload that seems to have another name now. */
export interface Renamed {
  readonly from: string
  readonly to: string
}

interface Tables {
  readonly before: TrafficTable
  readonly after: TrafficTable
}

/**
 * Pairs each workload that is gone with one that came, of its kind and namespace and with the very same traffic from and to everybody that
 * both worlds have. Only pairs of which there is no doubt: one has those connections before, and one now.
 */
export function findRenamed(
  { both, went, came }: Places,
  { before, after }: Tables,
): readonly Renamed[] {
  if (went.length === 0 || came.length === 0) return []
  const bases = both.map(({ base }) => base)
  const heads = both.map(({ head }) => head)
  const fresh = signatures(came, after, heads)
  return [...signatures(went, before, bases)].flatMap(([signature, names]) => {
    const others = fresh.get(signature) ?? []
    const [from, to] = [names[0], others[0]]
    const isCertain = names.length === 1 && others.length === 1
    return isCertain && from !== undefined && to !== undefined ? [{ from, to }] : []
  })
}

/** Names by their kind, their namespace, and the numbers of their traffic with others. */
function signatures(
  lone: readonly LonePlace[],
  table: TrafficTable,
  others: readonly number[],
): ReadonlyMap<string, readonly string[]> {
  const inward = new Map(lone.map(({ identity }) => [identity, [] as number[]]))
  for (const other of others) {
    for (const [identity, numbers] of inward) numbers.push(table.between(other, identity))
  }
  const found = new Map<string, string[]>()
  for (const { name, identity } of lone) {
    const outward = others.map((other) => table.between(identity, other))
    const place = name.slice(0, name.lastIndexOf('/'))
    const key = JSON.stringify([place, outward, inward.get(identity)])
    found.set(key, [...(found.get(key) ?? []), name])
  }
  return found
}
