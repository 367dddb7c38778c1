import { isIP } from 'node:net'
import { reservedNames } from '../identities/reserved.ts'
import { type Peer, type QueryProtocol, queryProtocols } from './query.ts'

/**
 * `namespace/name` or `Kind/namespace/name` of a workload, a reserved entity such as `world`, an address, or a host's name; undefined for
 * any other text.
 */
export function parsePeer(text: string): Peer | undefined {
  const parts = text.split('/')
  if (isIP(text) !== 0) return { ip: text }
  if (parts.length === 2) return { pod: text }
  if (parts.length === 3) return { pod: parts.slice(1).join('/'), kind: parts[0] ?? '' }
  const entity = reservedNames.find((name) => name === text)
  if (entity !== undefined) return { entity }
  return parts.length === 1 && text.includes('.') ? { fqdn: text } : undefined
}

/** How a peer is written. */
export const peerHint = `use namespace/name of a workload, an address, the name of a host, or ${reservedNames.join(', ')}`

/** `tcp/8080`, `udp/53`, `icmp/8`; undefined for any other text. */
export function parsePort(
  text: string,
): { readonly protocol: QueryProtocol; readonly port: number } | undefined {
  const [name = '', number = '', ...rest] = text.split('/')
  const protocol = queryProtocols.find((known) => known.toLowerCase() === name.toLowerCase())
  const port = Number(number)
  const isPort = rest.length === 0 && /^\d{1,5}$/.test(number) && port <= 65_535
  return protocol !== undefined && isPort ? { protocol, port } : undefined
}
