import type { Listener, Unit, Workload } from '@skyctl/model'

/** Pods at one end of a connection. */
export interface Pods {
  readonly namespace: string
  /** Labels that select them. */
  readonly selector: Readonly<Record<string, string>>
}

/** A connection between two units, as the unit at the other end sees it. */
export interface Connection {
  /** The callee's port. */
  readonly port: Pick<Listener, 'name' | 'targetPort' | 'protocol' | 'l7Visibility'>
  readonly pods: readonly Pods[]
}

/** With whom a unit is connected: all that its policy says of other units. */
export interface Connections {
  /** Who connects to it. */
  readonly callers: readonly Connection[]
  /** To whom it connects. */
  readonly callees: readonly Connection[]
}

/** The connections of every unit, by its name: `talksTo`, seen from both ends, in the order of the units. */
export function connectionsOf(units: readonly Unit[]): ReadonlyMap<string, Connections> {
  const byName = new Map(units.map((unit) => [unit.name, unit]))
  const found = new Map(
    units.map(({ name }) => [name, { callers: [] as Connection[], callees: [] as Connection[] }]),
  )
  for (const unit of units) {
    for (const edge of unit.talksTo) {
      if (edge.to !== 'unit') continue
      const callee = byName.get(edge.unit)
      const listener = callee?.listens.find(({ name }) => name === edge.port)
      if (callee === undefined || listener === undefined) {
        throw new Error(`talksTo ${edge.unit}:${edge.port} was not checked at load`)
      }
      const { name, targetPort, protocol, l7Visibility } = listener
      const port = {
        name,
        protocol,
        ...(targetPort !== undefined && { targetPort }),
        ...(l7Visibility !== undefined && { l7Visibility }),
      }
      const behind = callee.workloads.filter((workload) => isBehind(listener, workload))
      found.get(unit.name)?.callees.push({ port, pods: podsOf(behind) })
      found.get(callee.name)?.callers.push({ port, pods: podsOf(unit.workloads) })
    }
  }
  return found
}

function isBehind({ workload }: Listener, { name }: Workload): boolean {
  return workload === undefined || workload === name
}

function podsOf(workloads: readonly Workload[]): Pods[] {
  return workloads.filter(isEnforced).map(({ namespace, selector }) => ({ namespace, selector }))
}

/** Whether policies see a workload's pods: those in the network of their node are the node. */
export function isEnforced({ hostNetwork }: Workload): boolean {
  return !hostNetwork
}
