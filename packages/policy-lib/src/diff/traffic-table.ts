import { forEachMember, has } from '../engine/bitset.ts'
import type { Engine } from '../engine/create-engine.ts'
import { type Connection, reach } from '../engine/reach.ts'
import { bothAllow, nothing, type Traffic } from '../engine/traffic.ts'
import type { Direction } from '../lower/policy-entry.ts'

/** Traffic of two worlds by number: equal traffic has the same. 0 is nothing. */
export interface TrafficNumbers {
  readonly numberOf: (traffic: Traffic) => number
  readonly trafficOf: (number: number) => Traffic
}

export function createTrafficNumbers(): TrafficNumbers {
  const all: Traffic[] = [nothing]
  const byText = new Map<string, number>([[JSON.stringify(nothing), 0]])
  const known = new WeakMap<Traffic, number>()
  return {
    numberOf: (traffic) => {
      const before = known.get(traffic)
      if (before !== undefined) return before
      const text = JSON.stringify(traffic)
      const number = byText.get(text) ?? all.push(traffic) - 1
      byText.set(text, number)
      known.set(traffic, number)
      return number
    },
    trafficOf: (number) => all[number] ?? nothing,
  }
}

/** The connections of a world. */
export interface TrafficTable {
  /** Number of the traffic from one identity to another. */
  readonly between: (source: number, target: number) => number
}

/** All connections, worked out at once; whoever asks for one source after the other gets them fastest. */
export function createTrafficTable(engine: Engine, numbers: TrafficNumbers): TrafficTable {
  const bySource = engine.identities.map((): Connection[] => [])
  for (const connection of reach(engine)) {
    forEachMember(connection.from, (source) => bySource[source]?.push(connection))
  }
  const row = new Int32Array(engine.identities.length)
  let last = -1
  const fill = (source: number) => {
    row.fill(0)
    for (const { to, traffic } of bySource[source] ?? []) {
      const number = numbers.numberOf(traffic)
      forEachMember(to, (target) => {
        row[target] = number
      })
    }
    last = source
  }
  return {
    between: (source, target) => {
      if (source !== last) fill(source)
      return row[target] ?? 0
    },
  }
}

/** Single connections, worked out when asked for: of a group of which nobody asks, nothing is. */
export function createPairTable(engine: Engine, numbers: TrafficNumbers): TrafficTable {
  const { identities } = engine
  const sides = {
    egress: createSideTable(engine, 'egress'),
    ingress: createSideTable(engine, 'ingress'),
  }
  const known = new Map<Traffic, Map<Traffic, number>>()
  const isInside = (identity: number) => identities[identity]?.enforced !== 'none'
  return {
    between: (source, target) => {
      if (!isInside(source) && !isInside(target)) return 0
      const out = sides.egress(source, target)
      const into = sides.ingress(target, source)
      if (out === nothing || into === nothing) return 0
      const ofOut = known.get(out) ?? new Map<Traffic, number>()
      const number = ofOut.get(into) ?? numbers.numberOf(bothAllow(out, into))
      known.set(out, ofOut.set(into, number))
      return number
    },
  }
}

/** What one side lets through between a subject and a peer. */
export function createSideTable(
  engine: Engine,
  direction: Direction,
): (subject: number, peer: number) => Traffic {
  return (subject, peer) => {
    const classes = engine.classesOf(engine.groups[direction].groupOf(subject))
    return classes.find(({ peers }) => has(peers, peer))?.traffic ?? nothing
  }
}
