import { intersectPorts, type PortSet, subtractPorts, unionPorts } from '../engine/port-set.ts'
import type { Restriction, Traffic } from '../engine/traffic.ts'
import { canonicalJson } from '../plain-data.ts'

/** What became of a connection, by port. Each port is in one set at most. */
export interface TrafficChange {
  /** Denied before, allowed now. */
  readonly gained: PortSet
  /** Allowed before, denied now. */
  readonly lost: PortSet
  /** Decided before; now the manifests cannot decide it. */
  readonly unsure: PortSet
  /** The other way around. */
  readonly sure: PortSet
  /** Allowed before and now, to other requests. */
  readonly l7: PortSet
  readonly l7Before: readonly Restriction[]
  readonly l7After: readonly Restriction[]
}

export function changeOf(before: Traffic, after: Traffic): TrafficChange {
  const [could, can] = [before, after].map(({ allowed, may }) => unionPorts(allowed, may)) as [
    PortSet,
    PortSet,
  ]
  const kept = intersectPorts(before.allowed, after.allowed)
  const l7 = restrictedOtherwise(before.l7, after.l7, kept)
  return {
    gained: subtractPorts(after.allowed, could),
    lost: subtractPorts(before.allowed, can),
    unsure: subtractPorts(after.may, before.may),
    sure: subtractPorts(before.may, after.may),
    l7,
    l7Before: within(before.l7, l7),
    l7After: within(after.l7, l7),
  }
}

export function isNoChange({ gained, lost, unsure, sure, l7 }: TrafficChange): boolean {
  return [gained, lost, unsure, sure, l7].every((ports) => ports.length === 0)
}

/** Ports on which other rules of layer 7 count than before. */
function restrictedOtherwise(
  before: readonly Restriction[],
  after: readonly Restriction[],
  kept: PortSet,
): PortSet {
  const [old, own] = [byRules(before), byRules(after)]
  let differing: PortSet = []
  for (const key of new Set([...old.keys(), ...own.keys()])) {
    const [was, is] = [old.get(key) ?? [], own.get(key) ?? []]
    differing = unionPorts(differing, unionPorts(subtractPorts(was, is), subtractPorts(is, was)))
  }
  return intersectPorts(differing, kept)
}

function byRules(restrictions: readonly Restriction[]): ReadonlyMap<string, PortSet> {
  const found = new Map<string, PortSet>()
  for (const { ports, ...rules } of restrictions) {
    const key = canonicalJson(rules)
    found.set(key, unionPorts(found.get(key) ?? [], ports))
  }
  return found
}

function within(restrictions: readonly Restriction[], ports: PortSet): readonly Restriction[] {
  return restrictions
    .map((one) => ({ ...one, ports: intersectPorts(one.ports, ports) }))
    .filter((one) => one.ports.length > 0)
}
