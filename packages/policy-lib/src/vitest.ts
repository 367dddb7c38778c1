/** Matchers for vitest: `import '@skyctl/policy-lib/vitest'`, and `expect(world).toAllow('shop/web', 'shop/api', 'tcp/8080')`. */
import { expect } from 'vitest'
import { answerQueries } from './verdict/answer.ts'
import { explainQuery } from './verdict/explain.ts'
import { renderExplanation } from './verdict/format-explanation.ts'
import { parsePeer, parsePort, peerHint } from './verdict/parse-peer.ts'
import type { PreparedWorld } from './verdict/prepare.ts'
import type { Peer, Query } from './verdict/query.ts'

/** A request, where layer 7 counts. */
export type AssertedRequest = Pick<Query, 'http' | 'dns'>

interface PolicyMatchers<Result> {
  /**
   * The connection is allowed for certain: not denied, and nothing that the manifests cannot decide.
   *
   * @param from `namespace/name` of a workload, `world`, `host` and so on, an address, a host's name, or a peer as a query has it.
   * @param port `tcp/8080`: of the pod, not of its Service.
   */
  toAllow: (
    from: string | Peer,
    to: string | Peer,
    port: string,
    request?: AssertedRequest,
  ) => Result
  /** The connection is denied for certain. */
  toDeny: (
    from: string | Peer,
    to: string | Peer,
    port: string,
    request?: AssertedRequest,
  ) => Result
}

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: the declaration that is merged with has it.
  interface Assertion<T = any> extends PolicyMatchers<T> {}
  interface AsymmetricMatchersContaining extends PolicyMatchers<unknown> {}
}

expect.extend({
  toAllow: (world: PreparedWorld, from, to, port, request) =>
    assertVerdict('allowed', world, from, to, port, request),
  toDeny: (world: PreparedWorld, from, to, port, request) =>
    assertVerdict('denied', world, from, to, port, request),
})

function assertVerdict(
  wanted: 'allowed' | 'denied',
  world: PreparedWorld,
  from: string | Peer,
  to: string | Peer,
  port: string,
  request: AssertedRequest = {},
) {
  const query = { from: peerOf(from), to: peerOf(to), ...portOf(port), ...request }
  const { answers, faults } = answerQueries(world, [query])
  if (faults.length > 0) throw new Error(faults.join('; '))
  return {
    pass: answers[0]?.verdict === wanted,
    message: () => `${sayPeer(from)} to ${sayPeer(to)} on ${port} is ${explain(world, query)}`,
  }
}

function explain(world: PreparedWorld, query: Query): string {
  const explained = explainQuery(world, query)
  return 'faults' in explained
    ? explained.faults.join('; ')
    : renderExplanation(explained.explanation)
}

function peerOf(peer: string | Peer): Peer {
  if (typeof peer !== 'string') return peer
  const found = parsePeer(peer)
  if (found !== undefined) return found
  throw new Error(`'${peer}' names no peer: ${peerHint}`)
}

function portOf(text: string) {
  const port = parsePort(text)
  if (port !== undefined) return port
  throw new Error(`${text} is no port: write it as tcp/8080`)
}

function sayPeer(peer: string | Peer): string {
  return typeof peer === 'string' ? peer : JSON.stringify(peer)
}
