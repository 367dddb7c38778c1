import { type NameMatcher, nameMatcher } from '../fqdn/match-pattern.ts'
import type { PolicyEntry } from '../lower/policy-entry.ts'
import type { Profile } from '../profile/profile.ts'
import type { World } from '../world/world.ts'
import { contains, formatPrefix, type Prefix } from './prefix.ts'

/** What policies name outside of the cluster: only that gets identities of its own. */
export interface NamedExternals {
  /** Networks, exceptions and those of groups included; never the whole of a family. */
  readonly prefixes: readonly Prefix[]
  /** Full names, no patterns. */
  readonly names: readonly string[]
  /** Patterns included. */
  readonly hasNames: boolean
  readonly namesAddress: (address: Prefix) => boolean
  readonly namesName: (name: string) => boolean
}

/** Networks that entries name themselves, exceptions included; never the whole of a family. */
export function namedNetworks(entries: readonly PolicyEntry[]): readonly Prefix[] {
  return entries.flatMap(({ l3 }) =>
    (l3 ?? []).flatMap((selector) => [
      ...(selector.type === 'cidr' && selector.prefix.length > 0 ? [selector.prefix] : []),
      ...('except' in selector ? selector.except.filter(({ length }) => length > 0) : []),
    ]),
  )
}

export function namedExternals(
  entries: readonly PolicyEntry[],
  world: World,
  profile: Profile,
): NamedExternals {
  const prefixes = new Map<string, Prefix>()
  const names = new Set<string>()
  const matchers: NameMatcher[] = []
  const add = (prefix: Prefix) => {
    if (prefix.length > 0) prefixes.set(formatPrefix(prefix), prefix)
  }
  for (const { prefixes: members } of world.cidrGroups.values()) members.forEach(add)
  namedNetworks(entries).forEach(add)
  for (const { l3 } of entries) {
    for (const selector of l3 ?? []) {
      if (selector.type !== 'fqdn') continue
      matchers.push(nameMatcher(selector.selector, profile.ciliumVersion))
      if (selector.selector.matchName) names.add(selector.selector.matchName)
    }
  }
  const all = [...prefixes.keys()].sort().flatMap((key) => prefixes.get(key) ?? [])
  return {
    prefixes: all,
    names: [...names].sort(),
    hasNames: matchers.length > 0,
    namesAddress: (address) => all.some((prefix) => contains(prefix, address)),
    namesName: (name) => matchers.some((matches) => matches(name)),
  }
}
