import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hasPoint, pointOf } from '../engine/port-set.ts'
import { arbitraryPort, arbitraryWorld } from '../testing/arbitrary-worlds.ts'
import { peer, prepare } from '../testing/worlds.ts'
import { answerQueries } from '../verdict/answer.ts'
import type { Query, QueryProtocol } from '../verdict/query.ts'
import { type ConnectionChange, diffPolicies } from './diff-policies.ts'

/** Two worlds of the same pods: policies of the second are those of another world, and some of the first. */
const twoWorlds = fc
  .record({ base: arbitraryWorld, other: arbitraryWorld, kept: fc.nat(7) })
  .map(({ base, other, kept }) => {
    const isPolicy = ({ kind }: { readonly kind?: unknown }) =>
      String(kind).endsWith('NetworkPolicy')
    const own = base.objects.filter(isPolicy)
    const fresh = other.objects.filter(isPolicy).map((policy, at) => rename(policy, `other-${at}`))
    return {
      base: base.objects,
      head: [
        ...base.objects.filter((object) => !isPolicy(object)),
        ...own.filter((_, at) => (kept >> (at % 3)) % 2 === 1),
        ...fresh,
      ],
      ends: base.ends,
    }
  })

function rename<T extends { readonly metadata?: unknown }>(object: T, name: string): T {
  return { ...object, metadata: { ...(object.metadata as object), name } }
}

/** What a list of changes says of one connection. */
function changeAt(
  connections: readonly ConnectionChange[],
  from: string,
  to: string,
  point: number,
): string {
  const found = connections.find((one) => one.from.includes(from) && one.to.includes(to))?.change
  if (found === undefined) return 'the same'
  const { gained, lost, unsure, sure } = found
  if (hasPoint(gained, point)) return 'denied > allowed'
  if (hasPoint(lost, point)) return 'allowed > denied'
  if (hasPoint(unsure, point)) return '> may'
  return hasPoint(sure, point) ? 'may >' : 'the same'
}

function expected(before: string, after: string): string {
  if (before === after) return 'the same'
  if (after === 'may') return '> may'
  return before === 'may' ? 'may >' : `${before} > ${after}`
}

describe('diffPolicies', () => {
  it('says of every connection what the verdicts of both worlds say', () => {
    fc.assert(
      fc.property(twoWorlds, arbitraryPort, ({ base, head, ends }, { protocol, port }) => {
        const [before, after] = [prepare(base), prepare(head)]
        const { connections } = diffPolicies(before, after, { listsAll: true })
        const pods = ends.filter((end) => end.includes('/'))
        const pairs = pods.flatMap((from) =>
          pods.filter((to) => to !== from).map((to) => [from, to] as const),
        )
        const number = protocol === 'ICMP' ? port % 256 : port
        const queries = pairs.map(
          ([from, to]): Query => ({
            from: peer(from),
            to: peer(to),
            port: number,
            protocol: protocol as QueryProtocol,
          }),
        )
        const [old, own] = [before, after].map((world) => answerQueries(world, queries).answers)
        const point = pointOf(protocol as QueryProtocol, number)
        const nameOf = (path: string) =>
          before.world.workloads
            .filter(({ namespace, name }) => `${namespace}/${name}` === path)
            .map(({ kind }) => `${kind} ${path}`)[0] ?? ''
        for (const [at, [from, to]] of pairs.entries()) {
          const wanted = expected(old?.[at]?.verdict ?? '', own?.[at]?.verdict ?? '')
          expect([from, to, changeAt(connections, nameOf(from), nameOf(to), point)]).toEqual([
            from,
            to,
            wanted,
          ])
        }
      }),
      { numRuns: 150 },
    )
  })

  it('is nothing between a world and itself, in whatever order its objects come', () => {
    fc.assert(
      fc.property(arbitraryWorld, ({ objects }) => {
        const diff = diffPolicies(prepare(objects), prepare([...objects].reverse()))
        expect([diff.connections, diff.postures, diff.came, diff.went]).toEqual([
          [],
          [],
          { workloads: [], connections: [] },
          { workloads: [], connections: [] },
        ])
      }),
      { numRuns: 60 },
    )
  })

  it('taken back opens what it closed, and closes what it opened', () => {
    fc.assert(
      fc.property(twoWorlds, ({ base, head }) => {
        const [there, back] = [
          diffPolicies(prepare(base), prepare(head), { listsAll: true }),
          diffPolicies(prepare(head), prepare(base), { listsAll: true }),
        ]
        const pairs = (connections: readonly ConnectionChange[], key: 'gained' | 'lost') =>
          connections
            .flatMap(({ from, to, change }) =>
              from.flatMap((a) => to.map((b) => `${a} > ${b} ${change[key].join()}`)),
            )
            .filter((text) => !text.endsWith(' '))
            .sort()
        expect(pairs(back.connections, 'lost')).toEqual(pairs(there.connections, 'gained'))
        expect(pairs(back.connections, 'gained')).toEqual(pairs(there.connections, 'lost'))
      }),
      { numRuns: 60 },
    )
  })

  it('names a cause of everything that it lists', () => {
    fc.assert(
      fc.property(twoWorlds, ({ base, head }) => {
        const { connections } = diffPolicies(prepare(base), prepare(head))
        for (const { change, causes } of connections) {
          // Queries have no name for what other protocols do.
          const isNamed = [change.gained, change.lost].some(
            (ports) => (ports[0] ?? Infinity) < 5 * 0x10000,
          )
          if (isNamed) expect(causes).not.toEqual([])
        }
      }),
      { numRuns: 100 },
    )
  })
})
