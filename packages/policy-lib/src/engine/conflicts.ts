import { peerText } from '../lower/peer-text.ts'
import type { PolicyEntry, PortProtocol, PortRule } from '../lower/policy-entry.ts'
import { canonicalJson } from '../plain-data.ts'

/**
 * Rules for the same peers and port that Cilium cannot merge: the policy of the endpoint then fails to compute, for both directions and all
 * peers, and what it enforces is whatever it enforced before.
 *
 * Source: pkg/policy/rule.go, mergePortProto, mergeRedirect; pkg/policy/l4.go, L7ParserType.Merge.
 */
export function findConflicts(entries: readonly PolicyEntry[]): readonly string[] {
  const special = entries.filter(isSpecialEntry)
  if (special.length < 2 || haveOneParserOnly(special)) return []
  const bySelector = new Map<string, Claim[]>()
  for (const entry of special) {
    for (const claim of claimsOf(entry)) {
      const claims = bySelector.get(claim.key) ?? []
      claims.push(claim)
      bySelector.set(claim.key, claims)
    }
  }
  return [...new Set([...bySelector.values()].flatMap(conflictsOf))].sort()
}

/** Rules of one parser are always merged, unless they say more than that: no need to compare their peers and ports. */
function haveOneParserOnly(entries: readonly PolicyEntry[]): boolean {
  const types = new Set<string>()
  for (const { authentication, l4 } of entries) {
    if (authentication !== undefined) return false
    for (const rule of l4) {
      const parser = parserOf(rule)
      if (
        parser === 'tls' ||
        parser === 'listener' ||
        rule.terminatingTls !== undefined ||
        rule.originatingTls !== undefined
      )
        return false
      if (parser !== undefined) types.add(parser)
    }
  }
  return types.size < 2
}

interface Claim {
  readonly key: string
  readonly entry: PolicyEntry
  readonly rule: PortRule | undefined
}

const specialEntries = new WeakMap<PolicyEntry, boolean>()

/** Whether an entry says more than who and which port. Remembered: every group of subjects asks. */
function isSpecialEntry(entry: PolicyEntry): boolean {
  const known = specialEntries.get(entry)
  if (known !== undefined) return known
  const { verdict, authentication, l4 } = entry
  const found = verdict === 'allow' && (authentication !== undefined || l4.some(isSpecial))
  specialEntries.set(entry, found)
  return found
}

function isSpecial(rule: PortRule): boolean {
  return (
    rule.l7 !== undefined ||
    rule.serverNames !== undefined ||
    rule.terminatingTls !== undefined ||
    rule.originatingTls !== undefined ||
    rule.listener !== undefined
  )
}

/** What an entry says of each selector and port: only the very same ones are merged. */
function claimsOf(entry: PolicyEntry): Claim[] {
  const selectors =
    entry.l3 === null ? [] : entry.l3.length === 0 ? ['everybody'] : entry.l3.map(peerText)
  return selectors.flatMap((selector): Claim[] =>
    entry.l4.length === 0
      ? [{ key: `${selector} every port`, entry, rule: undefined }]
      : entry.l4.flatMap((rule) =>
          rule.ports.map((port) => ({ key: `${selector} ${portText(port)}`, entry, rule })),
        ),
  )
}

function portText({ protocol, port, endPort }: PortProtocol): string {
  return `${protocol} ${port}-${endPort}`
}

const checks: readonly {
  readonly what: string
  readonly of: (claim: Claim) => string | undefined
}[] = [
  { what: 'authentication modes', of: ({ entry }) => entry.authentication },
  { what: 'TLS contexts', of: ({ rule }) => rule?.terminatingTls },
  { what: 'TLS contexts', of: ({ rule }) => rule?.originatingTls },
]

function conflictsOf(claims: readonly Claim[]): string[] {
  const found = checks.flatMap(({ what, of }) => {
    const claimed = claims.filter((claim) => of(claim) !== undefined)
    const values = new Set(claimed.map(of))
    return values.size < 2 ? [] : [describe(what, claimed)]
  })
  if (parsersClash(claims)) found.push(describe('parsers of layer 7', claims.filter(hasParser)))
  if (listenersClash(claims)) found.push(describe('listeners', claims.filter(hasParser)))
  const named = claims.filter(({ rule }) => rule?.serverNames !== undefined)
  const looked = claims.filter(({ rule }) => rule?.l7 !== undefined)
  const terminates = claims.some(({ rule }) => rule?.terminatingTls !== undefined)
  const mixes = named.length > 0 && looked.length > 0 && !terminates
  return mixes
    ? [
        ...found,
        describe('server names and rules of layer 7 without terminatingTLS', [...named, ...looked]),
      ]
    : found
}

function describe(what: string, claims: readonly Claim[]): string {
  const policies = [...new Set(claims.map(({ entry }) => entry.origin.policy.id))].sort()
  return `${policies.join(' and ')} give the same peers and port different ${what}: Cilium cannot compute the policy`
}

function hasParser({ rule }: Claim): boolean {
  return parserOf(rule) !== undefined
}

function parserOf(rule: PortRule | undefined): string | undefined {
  if (rule?.listener !== undefined) return 'listener'
  if (rule?.l7 !== undefined) return rule.l7.type === 'other' ? rule.l7.parser : rule.l7.type
  return rule?.serverNames !== undefined ||
    rule?.terminatingTls !== undefined ||
    rule?.originatingTls !== undefined
    ? 'tls'
    : undefined
}

/** TLS gives way to every other parser but that for DNS and a listener; no other two can be merged. */
function parsersClash(claims: readonly Claim[]): boolean {
  const parsers = new Set(claims.flatMap(({ rule }) => parserOf(rule) ?? []))
  const isTls = parsers.delete('tls')
  return parsers.size > 1 || (isTls && (parsers.has('dns') || parsers.has('listener')))
}

/** Of two listeners the one of lower priority wins; of equal ones none does. */
function listenersClash(claims: readonly Claim[]): boolean {
  const byPriority = new Map<number, Set<string>>()
  for (const { rule } of claims) {
    if (rule?.listener === undefined) continue
    const { priority, ...rest } = rule.listener
    byPriority.set(priority, (byPriority.get(priority) ?? new Set()).add(canonicalJson(rest)))
  }
  return [...byPriority.values()].some((listeners) => listeners.size > 1)
}
