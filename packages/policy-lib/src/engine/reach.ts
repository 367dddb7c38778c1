import type { Identity } from '../identities/identity.ts'
import { addTo, type Bitset, bitsetKey, bitsetOf, createBitset, forEachMember } from './bitset.ts'
import type { Engine } from './create-engine.ts'
import { bothAllow, type Traffic } from './traffic.ts'

/** Everybody in `from` reaches everybody in `to` with the same traffic. Each pair of identities is in one connection at most. */
export interface Connection {
  readonly from: Bitset
  readonly to: Bitset
  readonly traffic: Traffic
}

/** Sources that are worked on at a time: what targets let in is turned around for so many of them only. */
const blockSize = 256

/**
 * Who reaches whom, grouped by traffic and targets, so that no pair is ever an object of its own. Pairs of which neither side is
 * enforced are left out.
 */
export function reach(engine: Engine): readonly Connection[] {
  const { identities } = engine
  const pairs = createPairs()
  const connections = createConnections(identities.length)
  const inside = identities.map(isInside)
  const egressClass = new Int32Array(identities.length)
  for (let start = 0; start < identities.length; start += blockSize) {
    const letIn = lettersIn(engine, start, pairs)
    for (const [offset, byTraffic] of letIn.entries()) {
      const source = start + offset
      const classes = engine.classesOf(engine.groups.egress.groupOf(source))
      egressClass.fill(-1)
      for (const [index, { peers }] of classes.entries()) {
        forEachMember(peers, (target) => {
          if (inside[source] === true || inside[target] === true) egressClass[target] = index
        })
      }
      const numbers = classes.map(({ traffic }) => pairs.numberOf(traffic))
      const targetsOf = new Map<number, number[]>()
      for (const [ingress, targets] of byTraffic) {
        const both = numbers.map((egress) => pairs.pair(egress, ingress))
        for (const target of targets) {
          const pair = both[egressClass[target] ?? -1]
          if (pair === undefined) continue
          const list = targetsOf.get(pair)
          if (list === undefined) targetsOf.set(pair, [target])
          else list.push(target)
        }
      }
      for (const [pair, targets] of targetsOf) connections.add(source, pair, targets)
    }
  }
  return connections.all((pair) => pairs.trafficOf(pair))
}

/** For each source of a block, who lets it in, by the number of the traffic. */
function lettersIn(engine: Engine, start: number, pairs: Pairs): Map<number, number[]>[] {
  const end = Math.min(start + blockSize, engine.identities.length)
  const letIn = Array.from({ length: end - start }, () => new Map<number, number[]>())
  for (const group of engine.groups.ingress.groups) {
    for (const { peers, traffic } of engine.classesOf(group)) {
      const number = pairs.numberOf(traffic)
      const block = peers.subarray(start >>> 5, (end + 31) >>> 5)
      forEachMember(block, (offset) => {
        const byTraffic = letIn[offset]
        const targets = byTraffic?.get(number)
        if (targets === undefined) byTraffic?.set(number, [...group.subjects])
        else for (const subject of group.subjects) targets.push(subject)
      })
    }
  }
  return letIn
}

function isInside({ enforced }: Identity): boolean {
  return enforced !== 'none'
}

interface Pairs {
  readonly numberOf: (traffic: Traffic) => number
  /** The number of what passes both sides; undefined where nothing does. */
  readonly pair: (egress: number, ingress: number) => number | undefined
  readonly trafficOf: (pair: number) => Traffic
}

/** Traffic by number: what passes both sides is computed once for each two of them. */
function createPairs(): Pairs {
  const sides: Traffic[] = []
  const numbers = new Map<Traffic, number>()
  const known = new Map<number, number | undefined>()
  const byText = new Map<string, number>()
  const made: Traffic[] = []
  const nothing: Traffic = { allowed: [], may: [], l7: [] }
  return {
    numberOf: (traffic) => {
      const number = numbers.get(traffic) ?? sides.push(traffic) - 1
      numbers.set(traffic, number)
      return number
    },
    pair: (egress, ingress) => {
      const key = egress * 0x1000000 + ingress
      if (known.has(key)) return known.get(key)
      const traffic = bothAllow(sides[egress] ?? nothing, sides[ingress] ?? nothing)
      const isNothing = traffic.allowed.length + traffic.may.length === 0
      const text = isNothing ? '' : JSON.stringify(traffic)
      const number = isNothing ? undefined : (byText.get(text) ?? made.push(traffic) - 1)
      if (number !== undefined) byText.set(text, number)
      known.set(key, number)
      return number
    },
    trafficOf: (pair) => made[pair] ?? nothing,
  }
}

/** Sources that reach the same targets with the same traffic become one. */
function createConnections(size: number) {
  interface Open {
    readonly pair: number
    readonly from: Bitset
    readonly to: Bitset
  }
  const single = new Map<number, Open>()
  const several = new Map<string, Open>()
  const open = (pair: number, to: Bitset): Open => ({ pair, from: createBitset(size), to })
  return {
    add: (source: number, pair: number, targets: readonly number[]) => {
      const [first] = targets
      if (first === undefined) return
      if (targets.length === 1) {
        const key = pair * size + first
        const known = single.get(key) ?? open(pair, bitsetOf(size, targets))
        single.set(key, known)
        addTo(known.from, source)
        return
      }
      const to = bitsetOf(size, targets)
      const key = `${pair} ${bitsetKey(to)}`
      const known = several.get(key) ?? open(pair, to)
      several.set(key, known)
      addTo(known.from, source)
    },
    all: (trafficOf: (pair: number) => Traffic): readonly Connection[] =>
      [...single.values(), ...several.values()].map(({ pair, from, to }) => ({
        from,
        to,
        traffic: trafficOf(pair),
      })),
  }
}
