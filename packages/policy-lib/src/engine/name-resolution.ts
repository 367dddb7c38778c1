import { type NameMatcher, type NameSelector, nameMatcher } from '../fqdn/match-pattern.ts'
import type { Identity } from '../identities/identity.ts'
import type { PolicyEntry } from '../lower/policy-entry.ts'
import type { CiliumVersion } from '../profile/profile.ts'
import { difference, isEmpty } from './bitset.ts'
import type { CompiledEntry, Row } from './compile-entries.ts'
import { intersectPorts, subtractPorts } from './port-set.ts'
import type { SelectedEntry, SubjectGroup } from './subject-groups.ts'
import { isPlain } from './value.ts'

/** Whether the DNS proxy learns the addresses of a name, so that `toFQDNs` can find them. */
export type Learned = 'yes' | 'maybe' | 'no'

export interface NameResolution {
  /** For the subjects of a group that asks for addresses of this name itself, or that profits from another pod of its node. */
  readonly learns: (group: SubjectGroup, peer: Identity) => Learned
}

/** Source: Documentation/operations/troubleshooting.rst: `toFQDNs` needs a rule for DNS that the proxy sees. */
export function createNameResolution(
  compiled: readonly CompiledEntry[],
  version: CiliumVersion,
): NameResolution {
  const matcherOf = rememberMatchers(version)
  let found: ReadonlySet<NameMatcher> | undefined
  // Worlds without names never ask.
  const everywhere = () => {
    found ??= new Set(
      matchersOf(
        compiled.map((one) => ({ compiled: one, isCertain: true })),
        matcherOf,
      ).map(({ matches }) => matches),
    )
    return found
  }
  const ofGroups = new Map<SubjectGroup, readonly DnsRule[]>()
  const rulesOf = (group: SubjectGroup) => {
    const known = ofGroups.get(group) ?? openRules(group, matcherOf)
    ofGroups.set(group, known)
    return known
  }
  return {
    learns: (group, peer) => {
      const { name } = peer
      const own = rulesOf(group)
      if (name === undefined) return own.length > 0 || everywhere().size > 0 ? 'maybe' : 'no'
      const matching = own.filter(({ matches }) => matches(name))
      if (matching.some(({ isCertain }) => isCertain)) return 'yes'
      // What another pod of the same node has learned counts for this one too.
      return matching.length > 0 || [...everywhere()].some((matches) => matches(name))
        ? 'maybe'
        : 'no'
    },
  }
}

type MatcherOf = (rule: NameSelector) => NameMatcher

/** Equal rules share a matcher: most policies have the same one. */
function rememberMatchers(version: CiliumVersion): MatcherOf {
  const known = new Map<string, NameMatcher>()
  return (rule) => {
    const key = JSON.stringify([rule.matchName, rule.matchPattern])
    const matcher = known.get(key) ?? nameMatcher(rule, version)
    known.set(key, matcher)
    return matcher
  }
}

interface DnsRule {
  readonly matches: NameMatcher
  readonly isCertain: boolean
  readonly row: Row
}

/** Rules for DNS of a group through which a query can get. */
function openRules(group: SubjectGroup, matcherOf: MatcherOf): readonly DnsRule[] {
  const rows = group.entries.flatMap(({ compiled }) => compiled.rows)
  const denies = group.entries
    .filter(({ isCertain }) => isCertain)
    .flatMap(({ compiled }) => compiled.rows)
    .filter(({ value }) => value.verdict === 'deny')
  const isAnyName = (rule: DnsRule) =>
    group.defaultDeny === 'no' ||
    rows.some(
      ({ value }) =>
        value.verdict === 'allow' &&
        isPlain(value) &&
        value.isExact &&
        intersectPorts(value.ports, rule.row.value.ports).length > 0,
    )
  return matchersOf(group.entries, matcherOf)
    .filter(({ row }) => !isDenied(row, denies))
    .map((rule) => (isAnyName(rule) ? { ...rule, matches: () => true } : rule))
}

function isDenied(row: Row, denies: readonly Row[]): boolean {
  const covering = denies.filter(
    ({ value }) => subtractPorts(row.value.ports, value.ports).length === 0,
  )
  if (covering.length === 0) return false
  // The servers may stand in no manifest: then only a deny of everybody is known to reach them.
  const open = covering.reduce(
    (peers, deny) => difference(peers, deny.peers.certain),
    row.peers.possible,
  )
  return isEmpty(open) && !isEmpty(row.peers.possible)
}

function matchersOf(entries: readonly SelectedEntry[], matcherOf: MatcherOf): DnsRule[] {
  return entries.flatMap(({ compiled, isCertain }) =>
    isDnsEntry(compiled.entry)
      ? compiled.rows.flatMap((row) =>
          row.value.l7?.type === 'dns'
            ? row.value.l7.rules.map((rule) => ({
                matches: matcherOf(rule),
                isCertain,
                row,
              }))
            : [],
        )
      : [],
  )
}

function isDnsEntry({ direction, verdict, l4 }: PolicyEntry): boolean {
  return direction === 'egress' && verdict === 'allow' && l4.some(({ l7 }) => l7?.type === 'dns')
}
