import { type NameMatcher, type NameSelector, nameMatcher } from '../fqdn/match-pattern.ts'
import type { Identity } from '../identities/identity.ts'
import type { PolicyEntry } from '../lower/policy-entry.ts'
import type { CiliumVersion } from '../profile/profile.ts'
import { has } from './bitset.ts'
import type { Row } from './compile-entries.ts'
import type { Selection } from './label-index.ts'
import { intersectPorts, subtractPorts } from './port-set.ts'
import type { SelectedEntry, SubjectGroup } from './subject-groups.ts'
import { lifts } from './traffic.ts'
import { isPlain } from './value.ts'

/** Whether the DNS proxy learns the addresses of a name, so that `toFQDNs` can find them. */
export type Learned = 'yes' | 'maybe' | 'no'

export interface NameResolution {
  /** For the subjects of a group that asks for addresses of this name itself, or that profits from another pod of its node. */
  readonly learns: (group: SubjectGroup, peer: Identity) => Learned
  /** Which names the proxy learns for a group, as text; equal text, equal names. */
  readonly namesOf: (group: SubjectGroup) => readonly string[]
}

export interface NameResolutionInput {
  /** Of egress. */
  readonly groups: readonly SubjectGroup[]
  readonly everybody: Selection
  readonly identities: readonly Identity[]
  /** How many identities are of the world, whatever is asked: only they are servers that a rule may be for. */
  readonly lasting: number
  readonly version: CiliumVersion
}

/** Source: Documentation/operations/troubleshooting.rst: `toFQDNs` needs a rule for DNS that the proxy sees. */
export function createNameResolution(input: NameResolutionInput): NameResolution {
  const { groups, identities, version } = input
  const matcherOf = rememberMatchers(version)
  const ofGroups = new Map<SubjectGroup, readonly DnsRule[]>()
  const rulesOf = (group: SubjectGroup) => {
    const known = ofGroups.get(group) ?? openRules(group, matcherOf, input)
    ofGroups.set(group, known)
    return known
  }
  let found: ReadonlySet<NameMatcher> | undefined
  // Worlds without names never ask.
  const everywhere = () => {
    found ??= new Set(
      groups
        .filter(({ subjects }) => subjects.some((at) => identities[at]?.type === 'endpoint'))
        .flatMap(rulesOf)
        .map(({ matches }) => matches),
    )
    return found
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
    namesOf: (group) => rulesOf(group).map(({ name }) => name),
  }
}

type MatcherOf = (rule: NameSelector) => NameMatcher

/** Equal rules share a matcher: most policies have the same one. */
function rememberMatchers(version: CiliumVersion): MatcherOf {
  const known = new Map<string, NameMatcher>()
  return (rule) => {
    const key = nameText(rule)
    const matcher = known.get(key) ?? nameMatcher(rule, version)
    known.set(key, matcher)
    return matcher
  }
}

const nameText = (rule: NameSelector) => JSON.stringify([rule.matchName, rule.matchPattern])

interface DnsRule {
  /** The rule as text. */
  readonly name: string
  readonly matches: NameMatcher
  readonly isCertain: boolean
  readonly row: Row
}

/** Rules for DNS of a group through which a query can get. A policy that cannot be computed hands the proxy none. */
function openRules(
  group: SubjectGroup,
  matcherOf: MatcherOf,
  input: NameResolutionInput,
): readonly DnsRule[] {
  if (
    group.undecided.length > 0 ||
    !group.entries.some(({ compiled }) => isDnsEntry(compiled.entry))
  ) {
    return []
  }
  const rows = group.entries
    .filter(({ isCertain }) => isCertain)
    .flatMap(({ compiled }) => compiled.rows)
  const denies = rows.filter(({ value }) => value.verdict === 'deny')
  const plain = rows.filter(({ value }) => value.verdict === 'allow' && isPlain(value))
  return matchersOf(group.entries, matcherOf).flatMap((rule) => {
    const { value } = rule.row
    const servers = openServers(rule.row, denies, input)
    if (servers.length === 0) return []
    const lifting = plain.filter(
      (other) =>
        lifts(other.value, value) && intersectPorts(other.value.ports, value.ports).length > 0,
    )
    const isAnyName =
      group.defaultDeny === 'no' ||
      lifting.some(({ peers }) => servers.some((server) => reaches(peers, server, input)))
    return isAnyName ? [{ ...rule, name: 'any', matches: () => true }] : [rule]
  })
}

/** A server that no manifest states. */
const elsewhere = -1

/** Servers that a rule is for and that are not denied. */
function openServers(
  { peers, value }: Row,
  denies: readonly Row[],
  input: NameResolutionInput,
): readonly number[] {
  const isOpen = (server: number) => {
    const denied = denies.filter((deny) => reaches(deny.peers, server, input))
    const open = denied.reduce((ports, deny) => subtractPorts(ports, deny.value.ports), value.ports)
    return open.length > 0
  }
  const servers: number[] = []
  for (let server = 0; server < input.lasting; server++) {
    if (has(peers.possible, server)) servers.push(server)
  }
  return (servers.length === 0 ? [elsewhere] : servers).filter(isOpen)
}

/** Of a server that stands in no manifest only what is for everybody is known to reach it. */
function reaches(peers: Selection, server: number, { everybody }: NameResolutionInput): boolean {
  return server === elsewhere ? peers === everybody : has(peers.certain, server)
}

function matchersOf(entries: readonly SelectedEntry[], matcherOf: MatcherOf): DnsRule[] {
  return entries.flatMap(({ compiled, isCertain }) =>
    isDnsEntry(compiled.entry) && !isForNobody(compiled.entry)
      ? compiled.rows.flatMap((row) =>
          row.value.l7?.type === 'dns'
            ? row.value.l7.rules.map((rule) => ({
                name: nameText(rule),
                matches: matcherOf(rule),
                isCertain,
                row,
              }))
            : [],
        )
      : [],
  )
}

/** The entity `none` is nobody, in whatever cluster. */
function isForNobody({ l3 }: PolicyEntry): boolean {
  return (
    l3 !== null &&
    l3.length > 0 &&
    l3.every(
      (peer) =>
        peer.type === 'labels' &&
        peer.requirements.some(({ source, key }) => source === 'reserved' && key === 'none'),
    )
  )
}

function isDnsEntry({ direction, verdict, l4 }: PolicyEntry): boolean {
  return direction === 'egress' && verdict === 'allow' && l4.some(({ l7 }) => l7?.type === 'dns')
}
