import { RE2JS } from 're2js'
import { type NameSelector, nameMatcher } from '../fqdn/match-pattern.ts'
import type { HttpRule } from '../lower/policy-entry.ts'
import type { CiliumVersion } from '../profile/profile.ts'
import type { HttpRequest } from './query.ts'

export type L7Match = 'yes' | 'maybe' | 'no'

const expressions = new Map<string, RE2JS>()

/**
 * Whether a request passes a rule: path, method and host are expressions that match the whole text, and all that is given must hold.
 * What the request does not say, such as its headers, is open.
 *
 * Source: pkg/envoy/policy/envoy_l7_rules_translator.go.
 */
export function matchHttp(rule: HttpRule, request: HttpRequest): L7Match {
  const parts = (['path', 'method', 'host'] as const).map((part): L7Match => {
    const [pattern, text] = [rule[part], request[part]]
    if (pattern === undefined) return 'yes'
    if (text === undefined) return 'maybe'
    return matchesWhole(pattern, text) ? 'yes' : 'no'
  })
  const asksHeaders =
    (rule.headers ?? []).length > 0 ||
    (rule.headerMatches ?? []).some(({ mismatch }) => mismatch === undefined)
  return all([...parts, asksHeaders ? 'maybe' : 'yes'])
}

export function matchDns(rule: NameSelector, name: string, version: CiliumVersion): L7Match {
  return nameMatcher(rule, version)(name) ? 'yes' : 'no'
}

export function any(matches: readonly L7Match[]): L7Match {
  if (matches.includes('yes')) return 'yes'
  return matches.includes('maybe') ? 'maybe' : 'no'
}

function all(matches: readonly L7Match[]): L7Match {
  if (matches.includes('no')) return 'no'
  return matches.includes('maybe') ? 'maybe' : 'yes'
}

function matchesWhole(pattern: string, text: string): boolean {
  const known = expressions.get(pattern) ?? RE2JS.compile(pattern)
  expressions.set(pattern, known)
  return known.matches(text)
}
