import { type Peer, parsePeer, parsePort, peerHint, type Query } from '@skyctl/policy-lib'
import { wrongUse } from './read-world.ts'

/** @throws SkyError exit code 2 where the text names no peer. */
export function readPeer(text: string): Peer {
  const peer = parsePeer(text)
  if (peer !== undefined) return peer
  throw wrongUse(`'${text}' names no peer`, peerHint)
}

/** @throws SkyError exit code 2 where the text is no port. */
export function readPort(text: string): Pick<Query, 'protocol' | 'port'> {
  const port = parsePort(text)
  if (port !== undefined) return port
  throw wrongUse(`--port ${text} is no port`, 'write it as tcp/8080')
}
