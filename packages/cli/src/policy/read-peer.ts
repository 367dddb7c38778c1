import { isIP } from 'node:net'
import { type Peer, type QueryProtocol, queryProtocols, reservedNames } from '@skyctl/policy-lib'
import { wrongUse } from './read-world.ts'

/** `namespace/name` or `Kind/namespace/name` of a workload, a reserved entity such as `world`, an address, or a host's name. */
export function readPeer(text: string): Peer {
  const parts = text.split('/')
  if (isIP(text) !== 0) return { ip: text }
  if (parts.length === 2) return { pod: text }
  if (parts.length === 3) return { pod: parts.slice(1).join('/'), kind: parts[0] ?? '' }
  const entity = reservedNames.find((name) => name === text)
  if (entity !== undefined) return { entity }
  if (parts.length === 1 && text.includes('.')) return { fqdn: text }
  throw wrongUse(
    `'${text}' names no peer`,
    `use namespace/name of a workload, an address, the name of a host, or ${reservedNames.join(', ')}`,
  )
}

/** `tcp/8080`, `udp/53`, `icmp/8`. */
export function readPort(text: string): {
  readonly protocol: QueryProtocol
  readonly port: number
} {
  const [name = '', number = '', ...rest] = text.split('/')
  const protocol = queryProtocols.find((known) => known.toLowerCase() === name.toLowerCase())
  const port = Number(number)
  if (protocol !== undefined && rest.length === 0 && /^\d{1,5}$/.test(number) && port <= 65_535) {
    return { protocol, port }
  }
  throw wrongUse(`--port ${text} is no port`, 'write it as tcp/8080')
}
