import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { has } from './engine/bitset.ts'
import { hasPoint, pointOf } from './engine/port-set.ts'
import { reach } from './engine/reach.ts'
import { arbitraryPort, arbitraryWorld } from './testing/arbitrary-worlds.ts'
import { naiveVerdict } from './testing/naive.ts'
import { peer, prepare } from './testing/worlds.ts'
import { answerQueries, askWorld } from './verdict/answer.ts'
import type { Query, QueryProtocol } from './verdict/query.ts'

const runs = 150

function flowsOf(ends: readonly string[]): readonly (readonly [string, string])[] {
  return ends.flatMap((from) =>
    ends
      .filter((to) => to !== from && (from.includes('/') || to.includes('/')))
      .map((to) => [from, to] as const),
  )
}

function queriesOf(
  ends: readonly string[],
  { protocol, port }: { readonly protocol: string; readonly port: number },
): readonly Query[] {
  return flowsOf(ends).map(([from, to]) => ({
    from: peer(from),
    to: peer(to),
    protocol: protocol as QueryProtocol,
    port: protocol === 'ICMP' ? port % 256 : port,
  }))
}

describe('verdicts', () => {
  it('are those of a naive reading, flow by flow', () => {
    fc.assert(
      fc.property(arbitraryWorld, arbitraryPort, ({ objects, ends }, on) => {
        const prepared = prepare(objects)
        expect(prepared.rejections).toEqual([])
        const { answers } = answerQueries(prepared, queriesOf(ends, on))
        const found = flowsOf(ends).map(
          ([from, to], index) => `${from} > ${to}: ${answers[index]?.verdict}`,
        )
        const expected = flowsOf(ends).map(
          ([from, to]) => `${from} > ${to}: ${naiveVerdict(objects, { from, to, ...on })}`,
        )
        expect(found).toEqual(expected)
      }),
      { numRuns: runs },
    )
  })

  it('do not depend on the order of the objects', () => {
    fc.assert(
      fc.property(
        arbitraryWorld.chain(({ objects, ends }) =>
          fc.record({
            objects: fc.constant(objects),
            shuffled: fc.shuffledSubarray([...objects], { minLength: objects.length }),
            ends: fc.constant(ends),
          }),
        ),
        arbitraryPort,
        ({ objects, shuffled, ends }, on) => {
          const queries = queriesOf(ends, on)
          expect(answerQueries(prepare(shuffled), queries)).toEqual(
            answerQueries(prepare(objects), queries),
          )
        },
      ),
      { numRuns: 50 },
    )
  })

  it('are those of all pairs at once', () => {
    fc.assert(
      fc.property(arbitraryWorld, arbitraryPort, ({ objects, ends }, on) => {
        const prepared = prepare(objects)
        const queries = queriesOf(ends, on)
        const { answers } = answerQueries(prepared, queries)
        const { engine, asked } = askWorld(prepared, queries)
        const connections = reach(engine)
        for (const [index, query] of queries.entries()) {
          const point = pointOf(query.protocol, query.port)
          const { source, target } = asked(index)
          const [from, to] = [source.identities[0] ?? 0, target.identities[0] ?? 0]
          const meeting = connections.filter((one) => has(one.from, from) && has(one.to, to))
          expect(meeting.length).toBeLessThan(2)
          const { allowed = [], may = [] } = meeting[0]?.traffic ?? {}
          const verdict = hasPoint(allowed, point)
            ? 'allowed'
            : hasPoint(may, point)
              ? 'may'
              : 'denied'
          expect(verdict).toBe(answers[index]?.verdict)
        }
      }),
      { numRuns: runs },
    )
  })
})
