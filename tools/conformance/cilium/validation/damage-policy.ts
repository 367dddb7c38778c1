import type { Json, JsonObject, Path } from '@skyctl/core'
import { isList, isMap, placesOf, replaceAt } from '../../json-place.ts'
import type { Random } from '../differential/random.ts'
import { additions, listMembers, pools } from './pools.ts'

const sections = ['ingress', 'egress', 'ingressDeny', 'egressDeny']

/** A policy with one thing in its rules changed: what people get wrong, and what nobody would write. */
export function damagePolicy(random: Random, policy: JsonObject): JsonObject {
  const rules = placesOf(policy).filter(({ path }) => path[0] === 'spec' || path[0] === 'specs')
  if (rules.length === 0) return policy
  const { path, value } = random.pick(rules)
  const at = (replacement: Json | undefined) => replaceAt(policy, path, replacement) as JsonObject
  const damages: (readonly [number, () => JsonObject])[] = [
    [1, () => at(undefined)],
    [0.5, () => at(null)],
    [0.7, () => at(random.pick<Json>(['', 'text', 0, -1, 7, true, [], {}, [{}], ['']]))],
  ]
  const member = path.findLast((token) => typeof token === 'string') ?? ''
  const pool = pools[member]
  const isItem = typeof path.at(-1) === 'number'
  if (pool !== undefined && isItem === listMembers.has(member)) {
    damages.push([6, () => at(random.pick(pool))])
  }
  if (isMap(value)) {
    damages.push([1, () => at({ ...value, [random.pick(['nope', 'Ports', 'matchlabels'])]: 'x' })])
    damages.push([0.5, () => at(withRenamed(random, value))])
  }
  if (isList(value)) {
    damages.push([0.5, () => at([...value, ...value])], [0.5, () => at([])])
    damages.push([0.3, () => at([...value, null])])
    if (pool !== undefined) damages.push([3, () => at([...value, random.pick(pool)])])
  }
  const added = addedMembers(path)
  if (isMap(value) && added.length > 0) {
    damages.push([5, () => at(withMember(random, value, random.pick(added)))])
  }
  return random.weighted(damages)
}

/** Names of members that a map at this place may get. */
function addedMembers(path: Path): readonly string[] {
  const [last, before] = [path.at(-1), path.at(-2)]
  if (path.length === 1 || (path.length === 2 && path[0] === 'specs')) {
    return [...additions.rule, ...sections]
  }
  if (typeof last === 'number' && sections.includes(String(before))) return additions.item
  if (before === 'ports') return ['port', 'endPort', 'protocol']
  if (before === 'http') return ['path', 'method', 'host', 'headers', 'headerMatches']
  return []
}

function withMember(random: Random, value: JsonObject, name: string): JsonObject {
  const made = sections.includes(name) ? {} : random.pick(pools[name] ?? [{}])
  const isMany = sections.includes(name) || listMembers.has(name)
  return { ...value, [name]: isMany ? [made] : made }
}

function withRenamed(random: Random, value: JsonObject): JsonObject {
  const keys = Object.keys(value)
  if (keys.length === 0) return value
  const chosen = random.pick(keys)
  const other = random.pick([
    `${chosen}s`,
    chosen.toLowerCase(),
    chosen.replace(/^from/, 'to').replace(/^ingress/, 'egress'),
  ])
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [key === chosen ? other : key, child]),
  )
}
