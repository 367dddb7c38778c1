import { compareText } from '@skyctl/core'
import { has } from '../engine/bitset.ts'
import type { Engine } from '../engine/create-engine.ts'
import { everything, nothing, type Traffic } from '../engine/traffic.ts'
import type { Direction } from '../lower/policy-entry.ts'
import { formatIdentity } from './explain.ts'
import type { PreparedWorld } from './prepare.ts'
import { findStrangers, type Stranger } from './strangers.ts'
import { createWorldEngine } from './world-engine.ts'

/** What the rules of some workloads let through to or from pods that no manifest has. */
export interface Exposure {
  readonly direction: Direction
  /** `Deployment shop/web`, sorted. */
  readonly workloads: readonly string[]
  /** `any pod of shop`, `pods with app=prometheus of monitoring`; sorted. */
  readonly peers: readonly string[]
  readonly traffic: Traffic
}

/**
 * Who may yet come and be let in, or be reached: for each workload and direction the pods that no manifest has and that its own rules let
 * through. The other side is not known, and counts for nothing. A stranger is left out where one of which less is asked has the same traffic:
 * what any pod may do needs no label. One that may do nothing is told where one of which less is asked may do something.
 */
export function exposures(prepared: PreparedWorld): readonly Exposure[] {
  const strangers = findStrangers(prepared)
  const engine = engineWith(prepared, strangers)
  const indexOf = new Map(
    engine.identities.flatMap(({ workloads }, index) =>
      workloads.map((workload) => [workload, index] as const),
    ),
  )
  const places = strangers.map((stranger) => ({
    stranger,
    index: indexOf.get(stranger.workload) ?? -1,
  }))
  const hosts = new Set(strangers.map(({ workload }) => workload))
  const found = new Map<string, Exposure & { readonly workloads: string[] }>()
  for (const [index, identity] of engine.identities.entries()) {
    const own = { ...identity, workloads: identity.workloads.filter((one) => !hosts.has(one)) }
    if (own.workloads.length === 0) continue
    for (const direction of ['ingress', 'egress'] as const) {
      for (const { peers, traffic } of exposed(engine, direction, index, places)) {
        const key = JSON.stringify([direction, peers, traffic])
        const exposure = found.get(key) ?? { direction, workloads: [], peers, traffic }
        exposure.workloads.push(formatIdentity(own))
        found.set(key, exposure)
      }
    }
  }
  for (const { workloads } of found.values()) workloads.sort()
  return [...found]
    .sort(
      ([a, { workloads: one }], [b, { workloads: other }]) =>
        compareText(one.join(), other.join()) || compareText(a, b),
    )
    .map(([, exposure]) => exposure)
}

/** The same policies over a world that has the strangers as well. */
function engineWith(prepared: PreparedWorld, strangers: readonly Stranger[]): Engine {
  const { world } = prepared
  const namespaces = new Map([
    ...strangers.map(({ namespace }) => [namespace.name, namespace] as const),
    ...world.namespaces,
  ])
  const workloads = [...world.workloads, ...strangers.map(({ workload }) => workload)]
  return createWorldEngine({ ...prepared, world: { ...world, namespaces, workloads } })
}

function exposed(
  engine: Engine,
  direction: Direction,
  subject: number,
  places: readonly { readonly stranger: Stranger; readonly index: number }[],
): readonly { readonly peers: readonly string[]; readonly traffic: Traffic }[] {
  const group = engine.groups[direction].groupOf(subject)
  if (!group.isEnforced) return [{ peers: ['anybody'], traffic: everything }]
  const classes = engine.classesOf(group)
  const trafficOf = new Map(
    places.map(({ stranger, index }) => [
      stranger,
      classes.find(({ peers }) => has(peers, index))?.traffic ?? nothing,
    ]),
  )
  const textOf = (stranger: Stranger | undefined) =>
    JSON.stringify(stranger === undefined ? nothing : trafficOf.get(stranger))
  const byTraffic = new Map<string, { peers: string[]; traffic: Traffic }>()
  for (const [stranger, traffic] of trafficOf) {
    const text = textOf(stranger)
    if (text === textOf(stranger.lesser)) continue
    const known = byTraffic.get(text) ?? { peers: [], traffic }
    byTraffic.set(text, known)
    known.peers.push(stranger.description)
  }
  return [...byTraffic.values()]
}
