import { suggestionHint } from '@skyctl/core'
import { allowedNameCharacters, maxNameLength } from '../fqdn/match-pattern.ts'
import { parseAddress } from '../identities/prefix.ts'
import { type ReservedName, reservedNames } from '../identities/reserved.ts'
import { get, isRecord, textAt } from '../plain-data.ts'

export const queryProtocols = ['TCP', 'UDP', 'SCTP', 'ICMP', 'ICMPv6'] as const
export type QueryProtocol = (typeof queryProtocols)[number]

/** One end of a connection. */
export type Peer =
  /** `namespace/name` of a Pod or of any workload; the kind where two share a name. */
  | { readonly pod: string; readonly kind?: string }
  | { readonly entity: ReservedName }
  | { readonly ip: string }
  | { readonly fqdn: string }

export interface HttpRequest {
  readonly method?: string
  /** With the query string. */
  readonly path?: string
  readonly host?: string
}

/** What is asked about, whoever sends it to whom. */
export interface AskedTraffic {
  /** Of the pod that answers, not of its Service; for ICMP the number of the type. */
  readonly port: number
  readonly protocol: QueryProtocol
  readonly http?: HttpRequest
  /** Name that a DNS query asks for. */
  readonly dns?: string
}

/** A connection that is asked about. */
export interface Query extends AskedTraffic {
  readonly from: Peer
  readonly to: Peer
}

export interface ReadQueries {
  readonly queries: readonly Query[]
  /** Everything that is wrong, of all queries. */
  readonly faults: readonly string[]
}

const queryMembers = ['from', 'to', 'port', 'protocol', 'http', 'dns']
const peerMembers = ['pod', 'entity', 'ip', 'fqdn'] as const

/** Queries from JSON. What is wrong is said of all of them at once; then none is answered. */
export function readQueries(value: unknown): ReadQueries {
  if (!Array.isArray(value)) return { queries: [], faults: ['the queries are no list'] }
  const faults = value.flatMap((query, index) =>
    faultsOf(query).map((fault) => `query ${index}: ${fault}`),
  )
  return { queries: faults.length > 0 ? [] : (value as Query[]), faults }
}

function faultsOf(query: unknown): string[] {
  if (!isRecord(query)) return ['it is no map']
  return [
    ...unknownMembers(query, queryMembers),
    ...peerFaults(get(query, 'from'), 'from'),
    ...peerFaults(get(query, 'to'), 'to'),
    ...portFaults(query),
    ...requestFaults(query),
  ]
}

function unknownMembers(
  value: Readonly<Record<string, unknown>>,
  known: readonly string[],
): string[] {
  return Object.keys(value)
    .filter((key) => !known.includes(key))
    .map((key) => `there is no '${key}': ${suggestionHint(key, known)}`)
}

function peerFaults(peer: unknown, end: 'from' | 'to'): string[] {
  if (!isRecord(peer)) return [`'${end}' is no map with one of ${peerMembers.join(', ')}`]
  const given = peerMembers.filter((member) => Object.hasOwn(peer, member))
  const [member] = given
  if (member === undefined || given.length > 1) {
    return [
      `'${end}' has ${given.length === 0 ? 'none' : given.join(' and ')} of ${peerMembers.join(', ')}: write one`,
    ]
  }
  const known = member === 'pod' ? ['pod', 'kind'] : [member]
  const text = textAt(peer, member)
  if (text === undefined) return [`'${end}.${member}' is no text`]
  return [...unknownMembers(peer, known), ...valueFaults(member, text, end)]
}

function valueFaults(member: (typeof peerMembers)[number], text: string, end: string): string[] {
  switch (member) {
    case 'pod':
      return /^[^/]+\/[^/]+$/.test(text) ? [] : [`'${end}.pod' is '${text}', not namespace/name`]
    case 'entity':
      return reservedNames.some((name) => name === text)
        ? []
        : [`'${end}.entity' is '${text}': ${suggestionHint(text, reservedNames)}`]
    case 'ip':
      return parseAddress(text) !== undefined ? [] : [`'${end}.ip' is '${text}', and no address`]
    case 'fqdn':
      return allowedNameCharacters.test(text) && text.length <= maxNameLength
        ? []
        : [`'${end}.fqdn' is '${text}', and no name of a host`]
  }
}

function portFaults(query: unknown): string[] {
  const protocol = get(query, 'protocol')
  const port = get(query, 'port')
  if (!queryProtocols.some((one) => one === protocol)) {
    return [`'protocol' is ${JSON.stringify(protocol)}: write one of ${queryProtocols.join(', ')}`]
  }
  const isIcmp = protocol === 'ICMP' || protocol === 'ICMPv6'
  const [first, last] = isIcmp ? [0, 255] : [1, 65535]
  return typeof port === 'number' && Number.isInteger(port) && port >= first && port <= last
    ? []
    : [
        `'port' is ${JSON.stringify(port)}: ${isIcmp ? 'a type of ICMP' : 'a port'} is ${first} to ${last}`,
      ]
}

function requestFaults(query: unknown): string[] {
  const [http, dns] = [get(query, 'http'), get(query, 'dns')]
  const faults: string[] = []
  if (http !== undefined && dns !== undefined) faults.push("'http' and 'dns' exclude each other")
  if (http !== undefined) {
    if (!isRecord(http)) faults.push("'http' is no map")
    else {
      const members = ['method', 'path', 'host']
      faults.push(...unknownMembers(http, members))
      const odd = members.filter((key) => Object.hasOwn(http, key) && typeof http[key] !== 'string')
      faults.push(...odd.map((key) => `'http.${key}' is no text`))
    }
    if (get(query, 'protocol') !== 'TCP') faults.push("'http' needs the protocol TCP")
  }
  if (dns !== undefined) {
    if (typeof dns !== 'string' || !allowedNameCharacters.test(dns))
      faults.push("'dns' is no name of a host")
    const protocol = get(query, 'protocol')
    if (protocol !== 'TCP' && protocol !== 'UDP') faults.push("'dns' needs the protocol UDP or TCP")
  }
  return faults
}

/** A peer in words: `pod shop/web`. */
export function formatPeer(peer: Peer): string {
  if ('pod' in peer) return peer.kind === undefined ? `pod ${peer.pod}` : `${peer.kind} ${peer.pod}`
  if ('entity' in peer) return peer.entity
  return 'ip' in peer ? peer.ip : peer.fqdn
}
