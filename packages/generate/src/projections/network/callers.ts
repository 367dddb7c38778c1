import type { Unit, Workload } from '@skyctl/model'

/** A workload that connects to a port of another unit. */
export interface Caller {
  /** Name of the callee's port. */
  readonly port: string
  readonly namespace: string
  /** Labels that select the caller's pods. */
  readonly selector: Readonly<Record<string, string>>
}

/** Who connects to each unit, as their `talksTo` says; in the order of the units. */
export function callersOf(units: readonly Unit[]): ReadonlyMap<string, readonly Caller[]> {
  const callers = new Map<string, Caller[]>()
  for (const { talksTo, workloads } of units) {
    for (const edge of talksTo) {
      if (edge.to !== 'unit') continue
      const found = callers.get(edge.unit) ?? []
      found.push(...workloads.filter(isEnforced).map(callerOn(edge.port)))
      callers.set(edge.unit, found)
    }
  }
  return callers
}

const callerOn =
  (port: string) =>
  ({ namespace, selector }: Workload): Caller => ({ port, namespace, selector })

/** Whether policies see a workload's pods: those in the network of their node are the node. */
export function isEnforced({ hostNetwork }: Workload): boolean {
  return !hostNetwork
}
