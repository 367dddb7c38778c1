import type { Json, JsonObject } from '@skyctl/core'
import type { NameSelector } from '../fqdn/match-pattern.ts'
import { canonicalJson, get, isRecord, listAt, textAt } from '../plain-data.ts'
import { icmpTypeNames } from './icmp-types.ts'
import {
  type HeaderMatch,
  type HttpRule,
  type L7Rules,
  type Listener,
  type PortProtocol,
  type PortRule,
  type Protocol,
  protocols,
} from './policy-entry.ts'
import { parsePortText } from './port-text.ts'

/** `ANY`, and no protocol at all, are the three that have ports; never ICMP. Source: pkg/policy/rule.go, mergeL4Filter. */
export const withPorts: readonly Protocol[] = ['TCP', 'UDP', 'SCTP']

/**
 * What `toPorts` and `icmps` of a rule allow or deny: `toPorts: [{}]` is a rule without ports, which is nothing, where `toPorts: []` is
 * no rule at all.
 *
 * Source: pkg/policy/utils/parserules.go; pkg/policy/rule.go, mergeL4Filter.
 */
export function lowerPorts(rule: JsonObject): readonly PortRule[] {
  return [
    ...(listAt(rule, 'toPorts') ?? []).map(lowerPortRule),
    ...(listAt(rule, 'icmps') ?? []).map((item) => ({
      ports: (listAt(item, 'fields') ?? []).map(lowerIcmpField),
    })),
  ]
}

function lowerPortRule(value: Json): PortRule {
  const l7 = lowerL7(get(value, 'rules'))
  const serverNames = listAt(value, 'serverNames')?.filter((name) => typeof name === 'string') ?? []
  const [terminating, originating] = [get(value, 'terminatingTLS'), get(value, 'originatingTLS')]
  const listener = lowerListener(get(value, 'listener'))
  return {
    ports: (listAt(value, 'ports') ?? []).flatMap(lowerPort),
    ...(l7 === undefined ? {} : { l7 }),
    ...(serverNames.length === 0 ? {} : { serverNames }),
    ...(terminating === undefined ? {} : { terminatingTls: canonicalJson(terminating) }),
    ...(originating === undefined ? {} : { originatingTls: canonicalJson(originating) }),
    ...(listener === undefined ? {} : { listener }),
  }
}

function lowerPort(value: Json): PortProtocol[] {
  const written = (textAt(value, 'protocol') ?? 'ANY').toUpperCase()
  const parsed = parsePortText(textAt(value, 'port') ?? '0')
  const end = get(value, 'endPort')
  if (parsed === undefined) return []
  const named = written === 'ICMPV6' ? 'ICMPv6' : written
  const matching =
    written === 'ANY' || written === '' ? withPorts : protocols.filter((one) => one === named)
  return matching.map((protocol) => ({
    protocol,
    port: 'name' in parsed ? parsed.name : parsed.number,
    endPort: typeof end === 'number' ? end : 0,
  }))
}

/** A type of ICMP stands where a port would: so 0, and a number that is none, is every type. Source: pkg/policy/api/icmp.go. */
function lowerIcmpField(value: Json): PortProtocol {
  const family = textAt(value, 'family') === 'IPv6' ? 'IPv6' : 'IPv4'
  const type = get(value, 'type')
  const number =
    typeof type === 'string' ? (icmpTypeNames[family][type] ?? Number(type)) : Number(type ?? 0)
  return {
    protocol: family === 'IPv6' ? 'ICMPv6' : 'ICMP',
    port: Number.isInteger(number) && number > 0 ? Math.min(number, 0xffff) : 0,
    endPort: 0,
  }
}

function lowerL7(value: Json | undefined): L7Rules | undefined {
  if (!isRecord(value)) return undefined
  const [http, dns] = [listAt(value, 'http') ?? [], listAt(value, 'dns') ?? []]
  if (http.length > 0) return { type: 'http', rules: http.map(lowerHttp) }
  if (dns.length > 0) return { type: 'dns', rules: dns.map(lowerName) }
  const parser = textAt(value, 'l7proto')
  if (parser !== undefined && parser !== '') return { type: 'other', parser }
  return (listAt(value, 'kafka') ?? []).length > 0 ? { type: 'other', parser: 'kafka' } : undefined
}

export function lowerName(value: Json): NameSelector {
  const [matchName, matchPattern] = [textAt(value, 'matchName'), textAt(value, 'matchPattern')]
  return {
    ...(matchName === undefined ? {} : { matchName }),
    ...(matchPattern === undefined ? {} : { matchPattern }),
  }
}

function lowerHttp(value: Json): HttpRule {
  const members = (['path', 'method', 'host'] as const).flatMap((key) => {
    const text = textAt(value, key)
    return text === undefined || text === '' ? [] : [[key, text] as const]
  })
  const headers = (listAt(value, 'headers') ?? []).filter((header) => typeof header === 'string')
  const headerMatches = (listAt(value, 'headerMatches') ?? []).map(lowerHeaderMatch)
  return {
    ...Object.fromEntries(members),
    ...(headers.length === 0 ? {} : { headers }),
    ...(headerMatches.length === 0 ? {} : { headerMatches }),
  }
}

function lowerHeaderMatch(match: Json): HeaderMatch {
  const [text, mismatch] = [textAt(match, 'value'), textAt(match, 'mismatch')]
  return {
    name: textAt(match, 'name') ?? '',
    ...(text === undefined ? {} : { value: text }),
    ...(mismatch === undefined || mismatch === '' ? {} : { mismatch }),
  }
}

function lowerListener(value: Json | undefined): Listener | undefined {
  const name = textAt(value, 'name')
  if (name === undefined) return undefined
  const priority = get(value, 'priority')
  return {
    name,
    envoyConfig: textAt(value, 'envoyConfig', 'name') ?? '',
    envoyConfigKind: textAt(value, 'envoyConfig', 'kind') ?? '',
    priority: typeof priority === 'number' ? priority : 0,
  }
}
