import type { NameSelector } from '../fqdn/match-pattern.ts'
import type { HttpRule } from '../lower/policy-entry.ts'
import { canonicalJson } from '../plain-data.ts'
import {
  allPorts,
  intersectPorts,
  noPorts,
  type PortSet,
  subtractPorts,
  unionPorts,
} from './port-set.ts'
import { isPlain, type Value } from './value.ts'

/** What a side lets through. */
export interface Traffic {
  readonly allowed: PortSet
  /** What the manifests cannot decide. */
  readonly may: PortSet
  /** Where a proxy looks further, disjoint for each type. */
  readonly l7: readonly Restriction[]
}

/** Allowed ports of which only some requests pass: those that one of the rules matches. */
export type Restriction = { readonly ports: PortSet } & RestrictionRules

export type RestrictionRules =
  | { readonly type: 'http'; readonly rules: readonly HttpRule[] }
  | { readonly type: 'dns'; readonly rules: readonly NameSelector[] }
  | { readonly type: 'tls'; readonly rules: readonly string[] }
  | { readonly type: 'other'; readonly rules: readonly string[] }

/** Whether what no entry speaks of is denied. */
export type DefaultDeny = 'yes' | 'no' | 'maybe'

export const everything: Traffic = { allowed: allPorts, may: noPorts, l7: [] }
export const nothing: Traffic = { allowed: noPorts, may: noPorts, l7: [] }
export const undecided: Traffic = { allowed: noPorts, may: allPorts, l7: [] }

/**
 * Decides all ports at once: by tier and priority, deny before allow before pass; what no value speaks of gets the default.
 * Uncertain values give two bounds: what is allowed in any case, and what may be.
 *
 * Source: pkg/policy/mapstate.go, and IteratePolicy of the tests.
 */
export function decide(values: readonly Value[], defaultDeny: DefaultDeny): Traffic {
  const choices = passChoices(values)
  const least = choices
    .map((chosen) => bound(chosen, 'least', defaultDeny !== 'no'))
    .reduce(intersectPorts)
  const most = choices
    .map((chosen) => bound(chosen, 'most', defaultDeny === 'yes'))
    .reduce(unionPorts)
  const may = subtractPorts(most, least)
  return {
    allowed: least,
    may,
    // A wildcard is added to the rules of layer 7 where nothing is denied by default.
    l7: defaultDeny === 'no' ? [] : restrictions(values, most),
  }
}

/**
 * What uncertain passes may come to: of each tier all of them count, or none does. An allow or a deny that is uncertain makes one bound
 * worse and the other one better; a pass may do either.
 */
function passChoices(values: readonly Value[]): readonly (readonly Value[])[] {
  const isOpen = ({ verdict, isCertain }: Value) => verdict === 'pass' && !isCertain
  const tiers = new Set(values.filter(isOpen).map(({ tier }) => tier))
  let choices: readonly (readonly Value[])[] = [values]
  for (const tier of tiers) {
    choices = choices.flatMap((chosen) => [
      chosen.filter((value) => !(isOpen(value) && value.tier === tier)),
      chosen,
    ])
  }
  return choices
}

function bound(values: readonly Value[], side: 'least' | 'most', isDenied: boolean): PortSet {
  const counts = ({ verdict, isCertain }: Value) =>
    isCertain || verdict === 'pass' || (side === 'least' ? verdict === 'deny' : verdict === 'allow')
  let allowed = noPorts
  let open: PortSet = allPorts
  for (const tier of levels(values.filter(counts), ({ tier }) => tier)) {
    let passed = noPorts
    for (const level of levels(tier, ({ priority }) => priority)) {
      const [deny, allow, pass] = (['deny', 'allow', 'pass'] as const).map((verdict) =>
        portsOf(level.filter((value) => value.verdict === verdict)),
      ) as [PortSet, PortSet, PortSet]
      allowed = unionPorts(allowed, intersectPorts(open, subtractPorts(allow, deny)))
      open = subtractPorts(open, unionPorts(deny, allow))
      passed = unionPorts(passed, intersectPorts(open, pass))
      open = subtractPorts(open, pass)
    }
    open = unionPorts(open, passed)
  }
  return subtractPorts(
    isDenied ? allowed : unionPorts(allowed, open),
    neverAuthenticated(values, side),
  )
}

/**
 * Ports whose traffic must authenticate in a way that always fails. An allow that asks for nothing inherits that; one that asks for
 * something else, or that a proxy gets, may come first.
 *
 * Source: pkg/policy/mapstate.go, lookup and authPreferredInsert.
 */
function neverAuthenticated(values: readonly Value[], side: 'least' | 'most'): PortSet {
  const allows = values.filter(({ verdict }) => verdict === 'allow')
  const failing = allows.filter(({ authentication }) => authentication === 'test-always-fail')
  if (failing.length === 0) return noPorts
  if (side === 'least') return portsOf(failing)
  const others = allows.filter(({ authentication }) => authentication !== 'test-always-fail')
  return subtractPorts(
    portsOf(failing.filter(({ isCertain }) => isCertain)),
    portsOf(others.filter((value) => value.authentication !== undefined || value.isRedirected)),
  )
}

function levels<T>(values: readonly T[], of: (value: T) => number): T[][] {
  const byLevel = new Map<number, T[]>()
  for (const value of values) {
    const level = byLevel.get(of(value)) ?? []
    level.push(value)
    byLevel.set(of(value), level)
  }
  return [...byLevel.entries()].sort(([a], [b]) => a - b).map(([, level]) => level)
}

function portsOf(values: readonly Value[]): PortSet {
  return values.reduce<PortSet>((all, { ports }) => unionPorts(all, ports), noPorts)
}

/**
 * Rules of layer 7 are a union: any allow without some lets everything through. Not so for DNS, whose proxy looks at the very port
 * alone, and for server names, which rules of the same peers and port have in common.
 *
 * Source: pkg/policy/rule.go, mergePortProto; pkg/fqdn/dnsproxy, CheckAllowed.
 */
function restrictions(values: readonly Value[], within: PortSet): readonly Restriction[] {
  const allows = values.filter(({ verdict }) => verdict === 'allow')
  const plain = allows.filter((value) => isPlain(value) && value.isCertain)
  const found: Restriction[] = []
  for (const value of allows) {
    if (isPlain(value)) continue
    const free = plain.filter((other) => lifts(other, value))
    const ports = subtractPorts(intersectPorts(value.ports, within), portsOf(free))
    for (const rules of rulesOf(value)) addRestriction(found, { ...rules, ports })
  }
  return found.filter(({ ports }) => ports.length > 0).sort(byText)
}

/** Whether an allow without rules of layer 7 lifts those of another one. Server names of the same peers and port are merged before. */
export function lifts(plain: Value, restricted: Value): boolean {
  return restricted.l7?.type === 'dns'
    ? plain.isExact && plain.portName === restricted.portName
    : plain.isHiddenFromEnvoy !== true
}

function rulesOf({ l7, serverNames }: Value): RestrictionRules[] {
  const tls: RestrictionRules[] =
    serverNames === undefined ? [] : [{ type: 'tls', rules: [...serverNames].sort() }]
  if (l7 === undefined) return tls
  return l7.type === 'other' ? [...tls, { type: 'other', rules: [l7.parser] }] : [...tls, l7]
}

/** Splits ports that two values have in common off, where the rules of both count. */
function addRestriction(found: Restriction[], added: Restriction): void {
  let rest = added.ports
  for (const [at, known] of [...found.entries()]) {
    const shared = known.type === added.type ? intersectPorts(known.ports, rest) : noPorts
    if (shared.length === 0) continue
    found[at] = { ...known, ports: subtractPorts(known.ports, shared) }
    found.push(withRules(known, added.rules, shared))
    rest = subtractPorts(rest, shared)
  }
  found.push(withRules(added, [], rest))
}

function withRules(base: Restriction, more: readonly unknown[], ports: PortSet): Restriction {
  const byText = new Map([...base.rules, ...more].map((rule) => [canonicalJson(rule), rule]))
  const rules = [...byText.keys()].sort().map((key) => byText.get(key))
  return { ...base, ports, rules } as Restriction
}

function byText(a: Restriction, b: Restriction): number {
  const [left, right] = [canonicalJson(a), canonicalJson(b)]
  return left < right ? -1 : left > right ? 1 : 0
}

/** What passes both sides. */
export function bothAllow(egress: Traffic, ingress: Traffic): Traffic {
  const allowed = intersectPorts(egress.allowed, ingress.allowed)
  const most = intersectPorts(
    unionPorts(egress.allowed, egress.may),
    unionPorts(ingress.allowed, ingress.may),
  )
  const l7 = [...egress.l7, ...ingress.l7]
    .map((restriction) => ({ ...restriction, ports: intersectPorts(restriction.ports, most) }))
    .filter(({ ports }) => ports.length > 0)
  return { allowed, may: subtractPorts(most, allowed), l7 }
}
