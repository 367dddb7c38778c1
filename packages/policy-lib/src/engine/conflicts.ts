import { peerText } from '../lower/peer-text.ts'
import type { PeerSelector, PolicyEntry, PortRule } from '../lower/policy-entry.ts'
import { type Claim, mergeClaims, writtenPort } from './merge-claims.ts'

/**
 * Rules for the same peers and port that Cilium cannot merge: the policy of the endpoint then fails to compute, for both directions and all
 * peers, and what it enforces is whatever it enforced before.
 *
 * @param entries Those of one direction, in the order in which Cilium reads them.
 */
export function findConflicts(entries: readonly PolicyEntry[]): readonly string[] {
  if (haveOneParserOnly(entries)) return []
  const contested = findContested(entries)
  if (contested.size === 0) return []
  const claims = new Map<string, Claim[]>()
  for (const entry of entries) {
    for (const [key, rule] of claimsOf(entry)) {
      if (!contested.has(key)) continue
      const known = claims.get(key)
      if (known === undefined) claims.set(key, [{ entry, rule }])
      else known.push({ entry, rule })
    }
  }
  const found = [...claims.values()].flatMap((same) => {
    const merged = mergeClaims(same)
    return 'conflict' in merged ? [describe(merged.conflict, merged.between)] : []
  })
  return [...new Set(found)].sort()
}

/** Rules of one parser are always merged, unless they say more than that: no need to compare their peers and ports. */
function haveOneParserOnly(entries: readonly PolicyEntry[]): boolean {
  const types = new Set<string>()
  for (const entry of entries) {
    if (!isSpecialEntry(entry)) continue
    if (entry.authentication !== undefined) return false
    for (const rule of entry.l4) {
      if (saysMoreThanParser(rule)) return false
      if (rule.l7 !== undefined) types.add(rule.l7.type === 'other' ? rule.l7.parser : rule.l7.type)
    }
  }
  return types.size < 2
}

const specialEntries = new WeakMap<PolicyEntry, boolean>()

/** Whether an entry says more than who and which port. Remembered: every group of subjects asks. */
function isSpecialEntry(entry: PolicyEntry): boolean {
  const known = specialEntries.get(entry)
  if (known !== undefined) return known
  const { verdict, authentication, l4 } = entry
  const found =
    verdict === 'allow' &&
    (authentication !== undefined ||
      l4.some((rule) => rule.l7 !== undefined || saysMoreThanParser(rule)))
  specialEntries.set(entry, found)
  return found
}

function saysMoreThanParser(rule: PortRule): boolean {
  return (
    rule.serverNames !== undefined ||
    rule.terminatingTls !== undefined ||
    rule.originatingTls !== undefined ||
    rule.listener !== undefined
  )
}

/** What more than one special rule is about: only there can anything clash, and only there do the other rules have to be looked at. */
function findContested(entries: readonly PolicyEntry[]): ReadonlySet<string> {
  const [once, contested] = [new Set<string>(), new Set<string>()]
  for (const entry of entries) {
    if (!isSpecialEntry(entry)) continue
    for (const [key] of claimsOf(entry)) (once.has(key) ? contested : once).add(key)
  }
  return contested
}

/** What an entry says of each selector and port. */
function* claimsOf(entry: PolicyEntry): Iterable<readonly [string, PortRule | undefined]> {
  for (const selector of selectorsOf(entry)) {
    const peers = peerText(selector)
    if (entry.l4.length === 0) yield [`${peers} every port`, undefined]
    for (const rule of entry.l4) {
      for (const port of rule.ports) yield [`${peers} ${writtenPort(port)}`, rule]
    }
  }
}

const everybody: PeerSelector = { type: 'labels', requirements: [] }

/** The different selectors of an entry; no list at all is that of everybody where there are ports. */
export function selectorsOf({ l3, l4 }: PolicyEntry): readonly PeerSelector[] {
  if (l3 === null) return []
  if (l3.length === 0) return l4.length > 0 ? [everybody] : []
  return l3.length === 1 ? l3 : [...new Map(l3.map((one) => [peerText(one), one])).values()]
}

function describe(what: string, claims: readonly Claim[]): string {
  const policies = [...new Set(claims.map(({ entry }) => entry.origin.policy.id))].sort()
  const verb = policies.length === 1 ? 'gives' : 'give'
  return `${policies.join(' and ')} ${verb} the same peers and port different ${what}: Cilium cannot compute the policy`
}
