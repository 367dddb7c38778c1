import type { L7Rules, PolicyEntry, PortProtocol, PortRule } from '../lower/policy-entry.ts'
import { canonicalJson } from '../plain-data.ts'

/** What one entry says of one selector of peers and one written port: only claims about the very same two are merged. */
export interface Claim {
  readonly entry: PolicyEntry
  /** Undefined where the entry has no ports: every protocol. */
  readonly rule: PortRule | undefined
}

/** What claims come to, or why Cilium cannot merge them: then the policy of the endpoint fails to compute. */
export type MergedClaims =
  | { readonly l7: L7Rules | undefined; readonly serverNames: readonly string[] }
  | { readonly conflict: string; readonly between: readonly Claim[] }

/** Of a port as it is written, protocol included: ports of equal text share their rules. A name is one port, whatever its endPort. */
export function writtenPort({ protocol, port, endPort }: PortProtocol): string {
  return typeof port === 'string' ? `${protocol} ${port}` : `${protocol} ${port}-${endPort}`
}

/** One allow, or what several were merged into. Source: pkg/policy/l4.go, PerSelectorPolicy. */
interface Policy {
  readonly parser: Parser
  readonly priority: number
  readonly listener: string
  readonly authentication: string | undefined
  readonly terminatingTls: string | undefined
  readonly originatingTls: string | undefined
  readonly serverNames: readonly string[]
  readonly l7: L7Rules | undefined
}

type Parser = 'none' | 'tls' | 'http' | 'dns' | 'listener' | { readonly other: string }

/** Which listener takes what several want. Source: pkg/policy/l4.go, ListenerPriorityHTTP and the others. */
const priorities = { none: 0, http: 101, tls: 116, dns: 121, listener: 126 } as const
const priorityOfOthers = 106

/**
 * Merges claims in the order of the rules, as Cilium does: two that are equal are one, a deny leaves nothing to merge, and of the others
 * each must fit to what those before it came to.
 *
 * @param claims In the order in which Cilium reads rules: by object, then by place in it.
 *
 * Source: pkg/policy/rule.go, mergePortProto; pkg/policy/rules.go, ruleSlice.sort.
 */
export function mergeClaims(claims: readonly Claim[]): MergedClaims {
  const seen: Claim[] = []
  let merged: Policy | undefined
  for (const claim of claims) {
    seen.push(claim)
    if (claim.entry.verdict !== 'allow') return { l7: undefined, serverNames: [] }
    const policy = policyOf(claim)
    if (merged === undefined) merged = policy
    else if (canonicalJson(merged) !== canonicalJson(policy)) {
      const next = mergeTwo(merged, policy)
      if (typeof next === 'string') {
        return { conflict: next, between: seen }
      }
      merged = next
    }
  }
  return { l7: merged?.l7, serverNames: merged?.serverNames ?? [] }
}

function policyOf({ entry, rule }: Claim): Policy {
  const parser = parserOf(rule)
  const { listener } = rule ?? {}
  return {
    parser,
    priority:
      listener?.priority || (typeof parser === 'string' ? priorities[parser] : priorityOfOthers),
    listener:
      listener === undefined
        ? ''
        : canonicalJson([
            listener.envoyConfigKind === 'CiliumClusterwideEnvoyConfig',
            listener.envoyConfig,
            listener.name,
          ]),
    authentication: entry.authentication,
    terminatingTls: rule?.terminatingTls,
    originatingTls: rule?.originatingTls,
    serverNames: rule?.serverNames ?? [],
    l7: rule?.l7,
  }
}

function parserOf(rule: PortRule | undefined): Parser {
  if (rule?.listener !== undefined) return 'listener'
  if (rule?.l7 !== undefined)
    return rule.l7.type === 'other' ? { other: rule.l7.parser } : rule.l7.type
  return rule?.serverNames !== undefined ||
    rule?.terminatingTls !== undefined ||
    rule?.originatingTls !== undefined
    ? 'tls'
    : 'none'
}

/** Whether what a rule allows is sent to a proxy. */
export function isRedirected(rule: PortRule): boolean {
  return parserOf(rule) !== 'none'
}

/** What two come to; or in what they differ so that they cannot be merged. */
function mergeTwo(before: Policy, now: Policy): Policy | string {
  const parser = mergeParsers(before.parser, now.parser)
  if (parser === undefined) return 'parsers of layer 7'
  const isPromoted = canonicalJson(parser) !== canonicalJson(before.parser)
  const listener = mergeListeners(
    { ...before, ...(isPromoted ? { priority: now.priority } : {}) },
    now,
  )
  if (listener === undefined) return 'listeners'
  if (differ(before.authentication, now.authentication)) return 'authentication modes'
  if (differ(before.terminatingTls, now.terminatingTls)) return 'TLS contexts'
  if (differ(before.originatingTls, now.originatingTls)) return 'TLS contexts'
  const serverNames = [...new Set([...before.serverNames, ...now.serverNames])].sort()
  const terminatingTls = before.terminatingTls ?? now.terminatingTls
  // Asked of what was merged before: so rules for HTTP may follow server names, and not the other way round.
  if (serverNames.length > 0 && before.l7 !== undefined && terminatingTls === undefined) {
    return 'server names and rules of layer 7 without terminatingTLS'
  }
  return {
    ...listener,
    parser,
    authentication: before.authentication ?? now.authentication,
    terminatingTls,
    originatingTls: before.originatingTls ?? now.originatingTls,
    serverNames,
    l7: mergeL7(before.l7, now.l7),
  }
}

function differ(before: string | undefined, now: string | undefined): boolean {
  return before !== undefined && now !== undefined && before !== now
}

/** TLS gives way to every other parser but that for DNS and a listener; no other two can be merged. Source: pkg/policy/l4.go, canPromoteTo. */
function mergeParsers(before: Parser, now: Parser): Parser | undefined {
  if (canonicalJson(before) === canonicalJson(now)) return before
  const canPromote = (from: Parser, to: Parser) =>
    from === 'none' || (from === 'tls' && to !== 'none' && to !== 'dns' && to !== 'listener')
  if (canPromote(before, now)) return now
  return canPromote(now, before) ? before : undefined
}

type Listened = Pick<Policy, 'listener' | 'priority'>

/** Of two listeners the one of lower priority wins; of equal ones none does. Source: pkg/policy/rule.go, mergeRedirect. */
function mergeListeners(before: Listened, now: Listened): Listened | undefined {
  const own = { listener: before.listener, priority: before.priority }
  if (now.listener === '') return own
  if (now.listener === before.listener && now.priority === before.priority) return own
  // None is the last of all.
  const [first, second] = [before, now].map(
    ({ priority }) => priority || Number.POSITIVE_INFINITY,
  ) as [number, number]
  if (first < second) return own
  return before.listener === '' || second < first
    ? { listener: now.listener, priority: now.priority }
    : undefined
}

/** Rules that meet none let everything through: a rule for everything is added to them. */
function mergeL7(before: L7Rules | undefined, now: L7Rules | undefined): L7Rules | undefined {
  if (before === undefined && now === undefined) return undefined
  if (before === undefined) return withWildcard(now)
  if (now === undefined) return withWildcard(before)
  if (before.type === 'http' && now.type === 'http') {
    return { type: 'http', rules: [...before.rules, ...now.rules] }
  }
  if (before.type === 'dns' && now.type === 'dns') {
    return { type: 'dns', rules: [...before.rules, ...now.rules] }
  }
  return before
}

function withWildcard(rules: L7Rules | undefined): L7Rules | undefined {
  if (rules?.type === 'http') return { type: 'http', rules: [...rules.rules, {}] }
  if (rules?.type === 'dns') return { type: 'dns', rules: [...rules.rules, { matchPattern: '*' }] }
  return rules
}
