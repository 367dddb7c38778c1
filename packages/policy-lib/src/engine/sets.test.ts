import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bitsetKey,
  bitsetOf,
  count,
  difference,
  fullBitset,
  has,
  intersection,
  intersects,
  isEmpty,
  membersOf,
  union,
} from './bitset.ts'
import {
  allPorts,
  formatPorts,
  hasPoint,
  intersectPorts,
  noPorts,
  type PortSet,
  pointOf,
  portIntervals,
  portRange,
  protocolPorts,
  subtractPorts,
  unionPorts,
} from './port-set.ts'

describe('bitset', () => {
  const size = 70
  const members = fc.uniqueArray(fc.nat(size - 1))

  it('is a set of numbers', () => {
    fc.assert(
      fc.property(members, members, (left, right) => {
        const [a, b] = [bitsetOf(size, left), bitsetOf(size, right)]
        const sorted = (list: Iterable<number>) => [...new Set(list)].sort((x, y) => x - y)
        expect(membersOf(a)).toEqual(sorted(left))
        expect(membersOf(union(a, b))).toEqual(sorted([...left, ...right]))
        const both = left.filter((one) => right.includes(one))
        expect(membersOf(intersection(a, b))).toEqual(sorted(both))
        expect(intersects(a, b)).toBe(both.length > 0)
        expect(membersOf(difference(a, b))).toEqual(
          sorted(left.filter((one) => !right.includes(one))),
        )
        expect(count(a)).toBe(left.length)
        expect(isEmpty(a)).toBe(left.length === 0)
        expect(bitsetKey(a) === bitsetKey(b)).toBe(membersOf(a).join() === membersOf(b).join())
      }),
    )
  })

  it('holds every member where it is full, and no other', () => {
    for (const length of [1, 31, 32, 33, 64]) {
      expect(membersOf(fullBitset(length))).toEqual(Array.from({ length }, (_, index) => index))
      expect(has(fullBitset(length), length)).toBe(false)
    }
  })
})

describe('port set', () => {
  const run = fc
    .tuple(fc.constantFrom('TCP', 'UDP', 'ICMP'), fc.nat(6), fc.nat(6))
    .map(([protocol, a, b]) => portRange(protocol as 'TCP', Math.min(a, b), Math.max(a, b)))
  const set = fc
    .array(run, { maxLength: 4 })
    .map((runs) => runs.reduce<PortSet>(unionPorts, noPorts))
  const points = (['TCP', 'UDP', 'SCTP', 'ICMP'] as const).flatMap((protocol) =>
    [0, 1, 2, 3, 4, 5, 6, 7].map((port) => pointOf(protocol, port)),
  )

  it('is a set of points, in one form', () => {
    fc.assert(
      fc.property(set, set, (a, b) => {
        for (const point of points) {
          expect(hasPoint(unionPorts(a, b), point)).toBe(hasPoint(a, point) || hasPoint(b, point))
          expect(hasPoint(intersectPorts(a, b), point)).toBe(
            hasPoint(a, point) && hasPoint(b, point),
          )
          expect(hasPoint(subtractPorts(a, b), point)).toBe(
            hasPoint(a, point) && !hasPoint(b, point),
          )
        }
        expect(unionPorts(a, b)).toEqual(unionPorts(b, a))
        expect(unionPorts(subtractPorts(a, b), intersectPorts(a, b))).toEqual(a)
      }),
    )
  })

  it('is written as runs of one protocol', () => {
    expect(portIntervals(unionPorts(portRange('TCP', 80, 80), protocolPorts('UDP')))).toEqual([
      { protocol: 'TCP', from: 80, to: 80 },
      { protocol: 'UDP', from: 0, to: 65535 },
    ])
    expect(formatPorts(allPorts)).toBe('every protocol')
    expect(formatPorts(unionPorts(portRange('TCP', 80, 90), protocolPorts('UDP')))).toBe(
      'TCP 80-90, UDP',
    )
    expect(portIntervals(noPorts)).toEqual([])
  })
})
