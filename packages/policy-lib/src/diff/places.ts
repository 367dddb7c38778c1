import { compareText } from '@skyctl/core'
import type { Identity } from '../identities/identity.ts'
import { placeName } from '../identities/place-name.ts'

/** Who is in both worlds: pods of one identity each there, a reserved identity, a network or a name. */
export interface Place {
  /** `Deployment shop/web`, `world`, `192.0.2.0/24`, `api.example.com`; several that no policy of either world tells apart. */
  readonly names: readonly string[]
  /** Index of the identity in each world. */
  readonly base: number
  readonly head: number
}

/** A workload that only one of two worlds has. */
export interface LonePlace {
  readonly name: string
  readonly identity: number
}

export interface Places {
  readonly both: readonly Place[]
  readonly went: readonly LonePlace[]
  readonly came: readonly LonePlace[]
}

/**
 * Pairs the identities of two worlds by what they are called.
 *
 * @param renamed Names of the base that have become others in the head.
 */
export function pairPlaces(
  base: readonly Identity[],
  head: readonly Identity[],
  renamed: ReadonlyMap<string, string>,
): Places {
  const [before, after] = [namesOf(base, renamed), namesOf(head)]
  const byPair = new Map<string, { names: string[]; base: number; head: number }>()
  for (const [name, from] of before) {
    const to = after.get(name)
    if (to === undefined) continue
    const key = `${from} ${to}`
    const known = byPair.get(key)
    if (known === undefined) byPair.set(key, { names: [name], base: from, head: to })
    else known.names.push(name)
  }
  const only = (own: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>) =>
    [...own].flatMap(([name, identity]) => (other.has(name) ? [] : [{ name, identity }]))
  return {
    both: [...byPair.values()],
    went: only(before, after),
    came: only(after, before),
  }
}

/** Index of an identity by each of its names, in the order of the names. */
function namesOf(
  identities: readonly Identity[],
  renamed: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<string, number> {
  const all = identities.flatMap((identity, index) =>
    identity.type === 'endpoint'
      ? identity.workloads.map(
          ({ kind, namespace, name }) => [`${kind} ${namespace}/${name}`, index] as const,
        )
      : [[placeName(identity), index] as const],
  )
  const current = all.map(([name, index]) => [renamed.get(name) ?? name, index] as const)
  return new Map(current.sort(([a], [b]) => compareText(a, b)))
}
