import type { Identity } from '../identities/identity.ts'
import {
  addTo,
  type Bitset,
  bitsetKey,
  bitsetOf,
  createBitset,
  has,
  intersection,
  isEmpty,
  membersOf,
} from './bitset.ts'
import type { Engine } from './create-engine.ts'
import type { SubjectGroup } from './subject-groups.ts'
import { bothAllow, type Traffic } from './traffic.ts'

/** Everybody in `from` reaches everybody in `to` with the same traffic. Each pair of identities is in one connection at most. */
export interface Connection {
  readonly from: Bitset
  readonly to: Bitset
  readonly traffic: Traffic
}

/**
 * Who reaches whom, grouped: identities with one policy are one source, and destinations with the same traffic one target, so that no
 * pair is ever an object of its own. Pairs of which neither side is an endpoint of this cluster are left out.
 */
export function* reach(engine: Engine): Iterable<Connection> {
  const pairTraffic = createPairTraffic()
  const ingressOf = engine.identities.map((_, subject) => engine.groups.ingress.groupOf(subject))
  for (const source of engine.groups.egress.groups) {
    const found = new Map<string, { from: Bitset; to: Bitset; traffic: Traffic }>()
    const from = sourcesOf(source.subjects, engine)
    for (const sources of from) {
      for (const { peers, traffic: egress } of engine.classesOf(source)) {
        const targets = new Map<SubjectGroup, Bitset>()
        for (const member of membersOf(peers)) {
          if (!sources.isInside && !isInside(engine.identities[member])) continue
          const group = ingressOf[member]
          if (group === undefined) continue
          const set = targets.get(group) ?? createBitset(engine.identities.length)
          targets.set(group, set)
          addTo(set, member)
        }
        for (const [group, to] of targets) {
          for (const target of engine.classesOf(group)) {
            const senders =
              sources.single !== undefined
                ? has(target.peers, sources.single)
                  ? sources.set
                  : undefined
                : intersection(sources.set, target.peers)
            if (senders === undefined || isEmpty(senders)) continue
            const traffic = pairTraffic(egress, target.traffic)
            if (traffic === undefined) continue
            const key = `${traffic.id} ${bitsetKey(senders)}`
            const known = found.get(key)
            if (known === undefined)
              found.set(key, { from: senders, to: to.slice(), traffic: traffic.value })
            else for (const member of membersOf(to)) addTo(known.to, member)
          }
        }
      }
    }
    yield* found.values()
  }
}

interface Sources {
  readonly set: Bitset
  readonly single: number | undefined
  /** Whether they are endpoints of this cluster. */
  readonly isInside: boolean
}

/** The members of a group, those inside of the cluster apart from the others. */
function sourcesOf(subjects: readonly number[], { identities }: Engine): Sources[] {
  return [true, false].flatMap((inside) => {
    const members = subjects.filter((subject) => isInside(identities[subject]) === inside)
    if (members.length === 0) return []
    return [
      {
        set: bitsetOf(identities.length, members),
        single: members.length === 1 ? members[0] : undefined,
        isInside: inside,
      },
    ]
  })
}

function isInside(identity: Identity | undefined): boolean {
  return identity !== undefined && identity.enforced !== 'none'
}

interface NumberedTraffic {
  readonly id: number
  readonly value: Traffic
}

/** What passes both sides, computed once for each two kinds of traffic; undefined where nothing does. */
function createPairTraffic(): (egress: Traffic, ingress: Traffic) => NumberedTraffic | undefined {
  const byText = new Map<string, NumberedTraffic>()
  const known = new Map<Traffic, Map<Traffic, NumberedTraffic | undefined>>()
  return (egress, ingress) => {
    const row = known.get(egress) ?? new Map<Traffic, NumberedTraffic | undefined>()
    known.set(egress, row)
    if (row.has(ingress)) return row.get(ingress)
    const value = bothAllow(egress, ingress)
    const key = JSON.stringify(value)
    const shared = byText.get(key) ?? { id: byText.size, value }
    byText.set(key, shared)
    const result = value.allowed.length + value.may.length === 0 ? undefined : shared
    row.set(ingress, result)
    return result
  }
}
