import { compareText } from '@skyctl/core'
import type { Engine } from '../engine/create-engine.ts'
import { writtenPort } from '../engine/merge-claims.ts'
import type { SubjectGroup } from '../engine/subject-groups.ts'
import type { Identity } from '../identities/identity.ts'
import { peerText } from '../lower/peer-text.ts'
import type { Direction } from '../lower/policy-entry.ts'
import { canonicalJson } from '../plain-data.ts'
import type { PolicyObject } from '../world/world.ts'
import type { DefaultDenyChange } from './default-deny-changes.ts'
import type { Place, Places } from './places.ts'
import { policiesOfOne } from './same-policies.ts'
import {
  createPairTable,
  createSideTable,
  createTrafficTable,
  type TrafficNumbers,
  type TrafficTable,
} from './traffic-table.ts'

/** Who is compared with whom, and the traffic between identities of either world. */
export interface ComparedPairs {
  /** For each place its targets, both in rising order: between all others nothing changed. */
  readonly pairs: Iterable<readonly [from: number, to: Iterable<number>]>
  readonly before: TrafficTable
  readonly after: TrafficTable
}

export interface ComparedPairsInput {
  readonly base: Engine
  readonly head: Engine
  readonly places: Places
  readonly numbers: TrafficNumbers
  readonly postures: readonly DefaultDenyChange[]
}

/**
 * The pairs that a change of policies can be about. Where both worlds have the same pods, and nothing else that all policies depend on
 * differs, that is who a changed policy selects, with those of whom it says something else than before: of all others no policy is
 * evaluated. Else it is everybody.
 */
export function comparedPairs(input: ComparedPairsInput, comparesAll: boolean): ComparedPairs {
  const affected = comparesAll ? undefined : findAffected(input)
  return affected === undefined ? allPairs(input) : pairsOfAffected(input, affected)
}

function allPairs({ base, head, places, numbers }: ComparedPairsInput): ComparedPairs {
  const { both } = places
  return {
    pairs: both.map((_, from) => [from, both.keys()] as const),
    before: createTrafficTable(base, numbers),
    after: createTrafficTable(head, numbers),
  }
}

/** Places whose own policy may be another one than before. */
type Affected = Readonly<Record<Direction, readonly number[]>>

const directions = ['egress', 'ingress'] as const

/** Undefined where a difference may be about everybody. */
function findAffected({ base, head, places }: ComparedPairsInput): Affected | undefined {
  if (places.came.length + places.went.length > 0) return undefined
  if (surroundings(base) !== surroundings(head)) return undefined
  const [before, after] = [base.world.policies, head.world.policies]
  const [gone, fresh] = [policiesOfOne(before, after), policiesOfOne(after, before)]
  const isAffected = (place: Place, direction: Direction) => {
    const was = base.groups[direction].groupOf(place.base)
    const is = head.groups[direction].groupOf(place.head)
    const selects = (group: SubjectGroup, changed: ReadonlySet<PolicyObject>) =>
      group.entries.some(({ compiled }) => changed.has(compiled.entry.origin.policy))
    return selects(was, gone) || selects(is, fresh) || was.undecided.join() !== is.undecided.join()
  }
  const found = (direction: Direction) =>
    places.both.flatMap((place, index) => (isAffected(place, direction) ? [index] : []))
  const affected = { egress: found('egress'), ingress: found('ingress') }
  // Names that one pod looks up count for all on its node.
  const learned = (engine: Engine, identities: readonly number[]) => {
    const groups = new Set(identities.map((identity) => engine.groups.egress.groupOf(identity)))
    return [...new Set([...groups].flatMap(engine.names.namesOf))].sort().join()
  }
  const members = affected.egress.flatMap((index) => places.both[index] ?? [])
  const isSame =
    learned(
      base,
      members.map((place) => place.base),
    ) ===
    learned(
      head,
      members.map((place) => place.head),
    )
  return isSame ? affected : undefined
}

/** All that a policy depends on beside itself: who there is, what policies name outside, and which ports a server name is asked of. */
function surroundings({ world, identities, entries, profile, dialect }: Engine): string {
  const named = entries.flatMap(({ l3 }) =>
    (l3 ?? []).flatMap((peer) =>
      peer.type === 'labels' || peer.type === 'nodes' ? [] : peerText(peer),
    ),
  )
  const ports = entries.flatMap(({ l4 }) =>
    l4.flatMap((rule) => (rule.serverNames === undefined ? [] : rule.ports.map(writtenPort))),
  )
  return canonicalJson([
    profile,
    dialect,
    identities.map(identityText).sort(),
    world.services,
    [...world.cidrGroups.values()].sort((a, b) => compareText(a.name, b.name)),
    [...new Set(named)].sort(),
    [...new Set(ports)].sort(),
  ])
}

function identityText({ key, namespace, hasKnownNamespace, workloads }: Identity): string {
  const names = workloads.map((one) => `${one.kind} ${one.namespace}/${one.name}`)
  return [key, namespace, hasKnownNamespace, ...names.sort()].join('\n')
}

function pairsOfAffected(
  { base, head, places: { both }, numbers, postures }: ComparedPairsInput,
  affected: Affected,
): ComparedPairs {
  const targets = new Map<number, Set<number>>()
  for (const direction of directions) {
    const [before, after] = [createSideTable(base, direction), createSideTable(head, direction)]
    // All of what a default deny cuts, and what it leaves, is counted.
    const counted = new Set(
      postures.flatMap((change) => (change.direction === direction ? change.places : [])),
    )
    for (const own of affected[direction]) {
      const subject = both[own]
      if (subject === undefined) continue
      for (const [other, peer] of both.entries()) {
        const isSame = () =>
          numbers.numberOf(before(subject.base, peer.base)) ===
          numbers.numberOf(after(subject.head, peer.head))
        if (!counted.has(own) && isSame()) continue
        const [from, to] = direction === 'egress' ? [own, other] : [other, own]
        targets.set(from, (targets.get(from) ?? new Set()).add(to))
      }
    }
  }
  return {
    pairs: [...targets]
      .sort(([a], [b]) => a - b)
      .map(([from, to]) => [from, [...to].sort((a, b) => a - b)] as const),
    before: createPairTable(base, numbers),
    after: createPairTable(head, numbers),
  }
}
