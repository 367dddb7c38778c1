import { forEachMember } from '../engine/bitset.ts'
import type { Engine } from '../engine/create-engine.ts'
import { type Connection, reach } from '../engine/reach.ts'
import { nothing, type Traffic } from '../engine/traffic.ts'

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

/** All connections of a world, one source at a time. */
export interface TrafficTable {
  /** Number of the traffic to every identity; the array is filled anew by the next call. */
  readonly from: (source: number) => Int32Array
}

export function createTrafficTable(engine: Engine, numbers: TrafficNumbers): TrafficTable {
  const bySource = engine.identities.map((): Connection[] => [])
  for (const connection of reach(engine)) {
    forEachMember(connection.from, (source) => bySource[source]?.push(connection))
  }
  const row = new Int32Array(engine.identities.length)
  return {
    from: (source) => {
      row.fill(0)
      for (const { to, traffic } of bySource[source] ?? []) {
        const number = numbers.numberOf(traffic)
        forEachMember(to, (target) => {
          row[target] = number
        })
      }
      return row
    },
  }
}
