import { has } from '../engine/bitset.ts'
import type { Engine } from '../engine/create-engine.ts'
import { hasPoint, pointOf } from '../engine/port-set.ts'
import type { GroupRow } from '../engine/rows-of-group.ts'
import type { SubjectGroup } from '../engine/subject-groups.ts'
import { decide, type Restriction } from '../engine/traffic.ts'
import type { Value } from '../engine/value.ts'
import type { Direction } from '../lower/policy-entry.ts'
import { any, type L7Match, matchDns, matchHttp } from './match-l7.ts'
import type { AskedTraffic } from './query.ts'

export type SideVerdict = 'allowed' | 'denied' | 'may' | 'none'

/** A row that speaks of the flow. */
export interface RowMatch {
  readonly row: GroupRow
  /** False where the manifests cannot tell whether it does. */
  readonly isCertain: boolean
}

/** What one side of a connection says. */
export interface Side {
  readonly direction: Direction
  readonly subject: number
  readonly peer: number
  readonly group: SubjectGroup
  readonly verdict: SideVerdict
  /** Of layers 3 and 4 alone. */
  readonly l4: SideVerdict
  /** In the order in which they are asked. */
  readonly matches: readonly RowMatch[]
  /** Rules of layer 7 that the flow meets. */
  readonly l7: readonly Restriction[]
}

export function evaluateSide(
  engine: Engine,
  direction: Direction,
  subject: number,
  peer: number,
  query: AskedTraffic,
): Side {
  const group = engine.groups[direction].groupOf(subject)
  const base = { direction, subject, peer, group, matches: [], l7: [] }
  if (!group.isEnforced) return { ...base, verdict: 'none', l4: 'none' }
  if (group.undecided.length > 0) return { ...base, verdict: 'may', l4: 'may' }
  const point = pointOf(query.protocol, query.port)
  const matches = engine
    .rowsOf(group)
    .filter(({ possible, value }) => has(possible, peer) && hasPoint(value.ports, point))
    .map((row): RowMatch => ({ row, isCertain: has(row.certain, peer) }))
    .sort(inOrder)
  const traffic = decide(
    matches.map(({ row, isCertain }) =>
      isCertain ? row.value : engine.values.uncertain(row.value),
    ),
    group.defaultDeny,
  )
  const l4 = hasPoint(traffic.allowed, point)
    ? 'allowed'
    : hasPoint(traffic.may, point)
      ? 'may'
      : 'denied'
  const l7 = traffic.l7.filter(({ ports }) => hasPoint(ports, point))
  const passed = l4 === 'denied' ? 'no' : passesL7(matches, group, query, engine)
  return {
    ...base,
    matches,
    l7,
    l4,
    verdict: passed === 'no' ? 'denied' : passed === 'maybe' ? 'may' : l4,
  }
}

const verdictOrder = { deny: 0, allow: 1, pass: 2 } as const

function inOrder({ row: a }: RowMatch, { row: b }: RowMatch): number {
  return (
    a.value.tier - b.value.tier ||
    a.value.priority - b.value.priority ||
    verdictOrder[a.value.verdict] - verdictOrder[b.value.verdict]
  )
}

/** The first allow or deny that is certain; a Pass that is certain leaves out the rest of its tier. */
export function decidingMatch({ matches }: Pick<Side, 'matches'>): RowMatch | undefined {
  let passed: number | undefined
  for (const match of matches) {
    const { tier, verdict } = match.row.value
    if (!match.isCertain || tier === passed) continue
    if (verdict !== 'pass') return match
    passed = tier
  }
  return undefined
}

/**
 * Whether the request itself passes: one matching allow is enough. DNS is the exception: where a rule for DNS is for this peer and port,
 * its proxy sees every query, and only an allow of the very port lets all names through.
 */
function passesL7(
  matches: readonly RowMatch[],
  { defaultDeny }: SubjectGroup,
  query: AskedTraffic,
  engine: Engine,
): L7Match {
  if (query.http === undefined && query.dns === undefined) return 'yes'
  if (defaultDeny === 'no') return 'yes'
  const allows = matches.filter(({ row }) => row.value.verdict === 'allow')
  if (
    allows.every(({ row: { value } }) => value.l7 === undefined && value.serverNames === undefined)
  )
    return 'yes'
  const dns = allows.filter(({ row }) => row.value.l7?.type === 'dns')
  const isRedirected = dns.some(({ isCertain }) => isCertain)
  const toEnvoy = any(
    allows.map(({ row: { value }, isCertain }) =>
      value.l7?.type === 'http' || value.serverNames !== undefined
        ? isCertain
          ? 'yes'
          : 'maybe'
        : 'no',
    ),
  )
  const passes = allows.map(({ row, isCertain }): L7Match => {
    const isHidden = row.value.isHiddenFromEnvoy === true
    const passed =
      isHidden && toEnvoy !== 'no'
        ? toEnvoy === 'yes'
          ? 'no'
          : 'maybe'
        : passesValue(row.value, isRedirected, query, engine)
    return passed === 'yes' && !isCertain ? 'maybe' : passed
  })
  const passed = any(passes)
  if (passed === 'no') return defaultDeny === 'maybe' ? 'maybe' : 'no'
  return passed === 'yes' && dns.length > 0 && !isRedirected && !dnsPasses(dns, query, engine)
    ? 'maybe'
    : passed
}

function passesValue(
  value: Value,
  isRedirected: boolean,
  query: AskedTraffic,
  engine: Engine,
): L7Match {
  const { l7, serverNames } = value
  if (l7 === undefined && serverNames === undefined) {
    return isRedirected && !value.isExact ? 'no' : 'yes'
  }
  // A proxy that knows nobody of this peer's class lets nothing through.
  if (serverNames?.length === 0) return 'no'
  const passed = passesRules(l7, query, engine)
  // What a TLS handshake holds is not in the query.
  return passed === 'yes' && serverNames !== undefined ? 'maybe' : passed
}

function passesRules(l7: Value['l7'], { http, dns }: AskedTraffic, engine: Engine): L7Match {
  switch (l7?.type) {
    case undefined:
      return 'yes'
    case 'http':
      return http === undefined ? 'no' : any(l7.rules.map((rule) => matchHttp(rule, http)))
    case 'dns': {
      const { ciliumVersion } = engine.profile
      return dns === undefined
        ? 'no'
        : any(l7.rules.map((rule) => matchDns(rule, dns, ciliumVersion)))
    }
    case 'other':
      return 'maybe'
  }
}

function dnsPasses(dns: readonly RowMatch[], query: AskedTraffic, engine: Engine): boolean {
  return dns.some(({ row }) => passesValue(row.value, true, query, engine) === 'yes')
}
