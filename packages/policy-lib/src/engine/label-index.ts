import type { Identity } from '../identities/identity.ts'
import { isNamespaceLabel, namespaceNameSuffix } from '../labels/namespace-label.ts'
import { isPositive, meets, type Requirement } from '../labels/selector.ts'
import { addTo, type Bitset, bitsetOf, createBitset, difference, fullBitset } from './bitset.ts'

/** Members that a condition finds, and those that it may find. `possible` holds all of `certain`. */
export interface Selection {
  readonly certain: Bitset
  readonly possible: Bitset
  /** Who is found by its class alone; see `withAggregates`. */
  readonly byClass?: Bitset
}

/** Finds identities by their labels: for each key and value the list of those that carry it. */
export interface LabelIndex {
  readonly size: number
  readonly select: (requirements: readonly Requirement[]) => Selection
}

type Postings = Map<string, number[]>

export function createLabelIndex(identities: readonly Identity[]): LabelIndex {
  const size = identities.length
  const byKey = new Map<string, Postings>()
  const post = (key: string, value: string, member: number) => {
    const postings = byKey.get(key) ?? new Map<string, number[]>()
    byKey.set(key, postings)
    const list = postings.get(value)
    if (list === undefined) postings.set(value, [member])
    else if (list.at(-1) !== member) list.push(member)
  }
  for (const [member, { labels }] of identities.entries()) {
    for (const { source, key, value } of labels) {
      post(`${source}:${key}`, value, member)
      post(`any:${key}`, value, member)
    }
  }
  const vague = identities.flatMap(({ hasKnownNamespace }, member) =>
    hasKnownNamespace ? [] : [member],
  )
  const everybody = fullBitset(size)

  /** Members that meet a positive condition, or do not meet a negative one. */
  const listed = ({ source, key, operator, values }: Requirement): readonly number[] => {
    const postings = byKey.get(`${source}:${key}`)
    if (postings === undefined) return []
    if (operator === 'Exists' || operator === 'DoesNotExist') return [...postings.values()].flat()
    const lists = values.flatMap((value) => {
      const list = postings.get(value)
      return list === undefined ? [] : [list]
    })
    return lists.length === 1 ? (lists[0] ?? []) : lists.flat()
  }

  const certainOf = (requirements: readonly Requirement[]): Bitset => {
    const positive = requirements
      .filter(isPositive)
      .map((requirement) => ({ requirement, members: listed(requirement) }))
      .sort((a, b) => a.members.length - b.members.length)
    const [first] = positive
    if (first === undefined) {
      return requirements.reduce(
        (found, requirement) => difference(found, bitsetOf(size, listed(requirement))),
        everybody,
      )
    }
    const others = requirements.filter((requirement) => requirement !== first.requirement)
    const found = createBitset(size)
    for (const member of first.members) {
      const identity = identities[member]
      if (identity !== undefined && others.every((one) => meets(one, labelValue(identity, one)))) {
        addTo(found, member)
      }
    }
    return found
  }

  return {
    size,
    select: (requirements) => {
      const certain = certainOf(requirements)
      const isVague = (one: Requirement) =>
        isNamespaceLabel(one.key) && !one.key.endsWith(namespaceNameSuffix)
      if (vague.length === 0 || !requirements.some(isVague)) return { certain, possible: certain }
      // The labels of their namespaces are not known: whatever else is asked decides whether they may be meant.
      const rest = certainOf(requirements.filter((one) => !isVague(one)))
      const unknown = bitsetOf(size, vague)
      const possible = certain.map((word, at) => word | ((rest[at] ?? 0) & (unknown[at] ?? 0)))
      return { certain: difference(certain, unknown), possible }
    },
  }
}

/** Source: pkg/labels/arraylist.go: `any` finds a key whatever its source. */
export function labelValue(
  { labels }: Pick<Identity, 'labels'>,
  { source, key }: Pick<Requirement, 'source' | 'key'>,
): string | undefined {
  for (const label of labels) {
    if (label.key === key && (source === 'any' || label.source === source)) return label.value
  }
  return undefined
}
