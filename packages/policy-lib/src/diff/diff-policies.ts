import type { Engine } from '../engine/create-engine.ts'
import type { Traffic } from '../engine/traffic.ts'
import type { Identity } from '../identities/identity.ts'
import { placeName } from '../identities/place-name.ts'
import type { PreparedWorld } from '../verdict/prepare.ts'
import { createComparedEngines } from '../verdict/world-engine.ts'
import { type Cause, createCauseFinder, type PairInBoth } from './cause.ts'
import { changedPolicies, type PolicyChanges } from './changed-policies.ts'
import { type ComparedPairs, comparedPairs } from './compared-pairs.ts'
import {
  type DefaultDenyChange,
  defaultDenyChanges,
  type NamedPolicy,
} from './default-deny-changes.ts'
import { type LonePlace, type Place, pairPlaces } from './places.ts'
import { rectanglesOf } from './rectangles.ts'
import { findRenamed, type Renamed } from './renamed-workloads.ts'
import { changeOf, isNoChange, type TrafficChange } from './traffic-change.ts'
import { createTrafficNumbers, type TrafficNumbers, type TrafficTable } from './traffic-table.ts'

/** Everybody in `from` and everybody in `to`, between whom the same became different for the same reasons. */
export interface ConnectionChange {
  readonly from: readonly string[]
  readonly to: readonly string[]
  readonly change: TrafficChange
  readonly causes: readonly Cause[]
}

/** A default deny that came or went, instead of the connections that it closes or opens. */
export interface PostureChange {
  readonly direction: DefaultDenyChange['direction']
  readonly change: DefaultDenyChange['change']
  readonly workloads: readonly string[]
  readonly causes: readonly NamedPolicy[]
  /** Connections, each of two ends, that it closes or opens, and those of these workloads that are allowed still or were before. */
  readonly changed: number
  readonly kept: number
}

/** What a workload that only one world has is connected with. */
export interface LoneConnection {
  readonly from: readonly string[]
  readonly to: readonly string[]
  readonly traffic: Traffic
}

/** What a change of manifests makes different about who can talk to whom. */
export interface PolicyDiff {
  /** Names of everybody that both worlds have. */
  readonly compared: readonly string[]
  readonly postures: readonly PostureChange[]
  /** Those that no change of a default deny explains. */
  readonly connections: readonly ConnectionChange[]
  readonly came: {
    readonly workloads: readonly string[]
    readonly connections: readonly LoneConnection[]
  }
  readonly went: {
    readonly workloads: readonly string[]
    readonly connections: readonly LoneConnection[]
  }
  /** Workloads that are gone, each with one that came and has the same connections. */
  readonly renamed: readonly Renamed[]
  readonly policies: PolicyChanges
}

export interface DiffOptions {
  /**
   * Lists the connections as well that a default deny closes or opens.
   *
   * @defaultValue They are counted.
   */
  readonly listsAll?: boolean
  /** Workloads of the base that have another name in the head: `Deployment shop/web`. */
  readonly renamed?: ReadonlyMap<string, string>
  /**
   * Looks at every pair of the worlds.
   *
   * @defaultValue Only at those that a change can be about, which says the same.
   */
  readonly comparesAll?: boolean
}

/**
 * Compares two worlds: all connections between everybody that both have, exactly. Workloads that only one has are kept apart. Neither the
 * order of manifests nor the files that they stand in make a difference.
 */
export function diffPolicies(
  base: PreparedWorld,
  head: PreparedWorld,
  { listsAll = false, renamed = new Map(), comparesAll = false }: DiffOptions = {},
): PolicyDiff {
  const engines = createComparedEngines(base, head)
  const numbers = createTrafficNumbers()
  const places = pairPlaces(engines.base.identities, engines.head.identities, renamed)
  const changes = defaultDenyChanges(places.both, engines.base, engines.head)
  const compared: Compared = {
    ...engines,
    ...comparedPairs({ ...engines, places, numbers, postures: changes }, comparesAll),
    places: places.both,
    numbers,
  }
  const postures = createPostures(places.both, changes, listsAll)
  const connections = compareConnections(compared, postures)
  return {
    compared: places.both.flatMap(({ names }) => names).sort(),
    postures: postures.all(),
    connections,
    renamed: findRenamed(places, compared),
    came: lone(places.came, engines.head, numbers, compared.after),
    went: lone(places.went, engines.base, numbers, compared.before),
    policies: changedPolicies(base, head),
  }
}

interface Compared extends ComparedPairs {
  readonly base: Engine
  readonly head: Engine
  readonly places: readonly Place[]
  readonly numbers: TrafficNumbers
}

interface Postures {
  /** Counts a pair, and says whether a default deny explains all that changed between its ends. */
  readonly explain: (from: number, to: number, change: TrafficChange) => boolean
  readonly keep: (from: number, to: number) => void
  readonly all: () => readonly PostureChange[]
}

/** Pairs that changed since somebody is denied by default, or no more, are counted where they would else be listed. */
function createPostures(
  places: readonly Place[],
  found: readonly DefaultDenyChange[],
  listsAll: boolean,
): Postures {
  const changes = found.map((change) => ({ change, changed: 0, kept: 0 }))
  const find = (direction: 'ingress' | 'egress') => {
    const byPlace = new Map<number, (typeof changes)[number]>()
    for (const one of changes) {
      if (one.change.direction !== direction) continue
      for (const place of one.change.places) byPlace.set(place, one)
    }
    return byPlace
  }
  const [egress, ingress] = [find('egress'), find('ingress')]
  const of = (from: number, to: number) =>
    [egress.get(from), ingress.get(to)].filter((one) => one !== undefined)
  return {
    explain: (from, to, { gained, lost, unsure, sure, l7 }) => {
      const wanted = lost.length > 0 ? 'added' : 'removed'
      const [only] = of(from, to).filter((one) => one.change.change === wanted)
      const isPlain = unsure.length + sure.length + l7.length === 0
      const isOneWay = lost.length > 0 !== gained.length > 0
      if (only === undefined || !isPlain || !isOneWay) return false
      only.changed += weight(places[from]) * weight(places[to])
      return !listsAll
    },
    keep: (from, to) => {
      for (const one of of(from, to)) one.kept += weight(places[from]) * weight(places[to])
    },
    all: () =>
      changes.map(({ change: { direction, change, places: members, causes }, changed, kept }) => ({
        direction,
        change,
        workloads: members.flatMap((index) => places[index]?.names ?? []).sort(),
        causes,
        changed,
        kept,
      })),
  }
}

const weight = (place: Place | undefined) => place?.names.length ?? 0

interface Found {
  readonly change: TrafficChange
  readonly causes: readonly Cause[]
  readonly pairs: [number, number][]
}

function compareConnections(compared: Compared, postures: Postures): readonly ConnectionChange[] {
  const { base, head, places, numbers, pairs, before, after } = compared
  const finder = createCauseFinder(base, head)
  const found = new Map<string, Found>()
  const changes = new Map<string, TrafficChange>()
  const between = (was: number, is: number): TrafficChange => {
    const key = `${was} ${is}`
    const change = changes.get(key) ?? changeOf(numbers.trafficOf(was), numbers.trafficOf(is))
    changes.set(key, change)
    return change
  }
  for (const [from, targets] of pairs) {
    for (const to of targets) {
      const [source, target] = [places[from], places[to]]
      if (source === undefined || target === undefined) continue
      const old = before.between(source.base, target.base)
      const own = after.between(source.head, target.head)
      if (old !== 0 && own !== 0) postures.keep(from, to)
      if (old === own) continue
      const change = between(old, own)
      if (isNoChange(change) || postures.explain(from, to, change)) continue
      const pair: PairInBoth = {
        base: [source.base, target.base],
        head: [source.head, target.head],
      }
      const causes = causesOf(finder, pair, change)
      const key = JSON.stringify([old, own, causes.map(causeKey)])
      const known = found.get(key)
      if (known === undefined) found.set(key, { change, causes, pairs: [[from, to]] })
      else known.pairs.push([from, to])
    }
  }
  return [...found.values()].flatMap(({ change, causes, pairs: members }) =>
    rectanglesOf(members).map((rectangle) => ({
      from: namesOf(rectangle.from, places),
      to: namesOf(rectangle.to, places),
      change,
      causes,
    })),
  )
}

function causesOf(
  finder: ReturnType<typeof createCauseFinder>,
  pair: PairInBoth,
  { gained, lost, unsure, sure, l7 }: TrafficChange,
): readonly Cause[] {
  const all = [gained, lost, unsure, sure, l7].flatMap((ports) =>
    ports.length === 0 ? [] : finder.causesOf(pair, ports),
  )
  return [...new Map(all.map((cause) => [causeKey(cause), cause])).values()]
}

function causeKey({ direction, kind, policy, pointer, reason }: Cause): string {
  return [direction, kind, policy, pointer, reason].join('\u0000')
}

function namesOf(indexes: readonly number[], places: readonly Place[]): readonly string[] {
  return indexes.flatMap((index) => places[index]?.names ?? []).sort()
}

/** Connections of the workloads that only this world has, with everybody, grouped by traffic. */
function lone(
  own: readonly LonePlace[],
  { identities }: Engine,
  numbers: TrafficNumbers,
  table: TrafficTable,
): PolicyDiff['came'] {
  const workloads = own.filter(({ identity }) => identities[identity]?.type === 'endpoint')
  const chosen = new Map<number, string[]>()
  for (const { identity, name } of workloads) {
    chosen.set(identity, [...(chosen.get(identity) ?? []), name])
  }
  const pairs = new Map<number, [number, number][]>()
  if (chosen.size > 0) {
    for (const source of identities.keys()) {
      const targets = chosen.has(source) ? identities.keys() : chosen.keys()
      for (const target of targets) {
        const traffic = table.between(source, target)
        if (traffic === 0) continue
        const known = pairs.get(traffic)
        if (known === undefined) pairs.set(traffic, [[source, target]])
        else known.push([source, target])
      }
    }
  }
  const nameOf = (index: number) => chosen.get(index) ?? identityNames(identities[index])
  return {
    workloads: workloads.map(({ name }) => name).sort(),
    connections: [...pairs].flatMap(([traffic, some]) =>
      rectanglesOf(some).map(({ from, to }) => ({
        from: from.flatMap(nameOf).sort(),
        to: to.flatMap(nameOf).sort(),
        traffic: numbers.trafficOf(traffic),
      })),
    ),
  }
}

function identityNames(identity: Identity | undefined): readonly string[] {
  if (identity === undefined) return []
  return identity.type === 'endpoint'
    ? identity.workloads.map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`)
    : [placeName(identity)]
}
