import type { Identity } from '../identities/identity.ts'
import type { PortProtocol } from '../lower/policy-entry.ts'
import { noPorts, type PortSet, portRange, protocolPorts } from './port-set.ts'

/** Ports that a numbered port stands for: 0 is every one, whatever the end. Source: pkg/policy/l4.go, keysForRange. */
export function numberedPorts({ protocol, endPort }: PortProtocol, port: number): PortSet {
  if (port === 0) return protocolPorts(protocol)
  return portRange(protocol, port, endPort > port ? endPort : port)
}

/** The number of a named port of one pod; undefined where it has none of that name and protocol. */
export function namedPortOf(
  { namedPorts }: Pick<Identity, 'namedPorts'>,
  { port, protocol }: PortProtocol,
): number | undefined {
  return namedPorts.find((one) => one.name === port && one.protocol === protocol)?.port
}

/** Ports of a rule on the pod that it selects. A name that the pod lacks is nothing, in a deny rule as well. */
export function subjectPorts(identity: Identity, rule: PortProtocol): PortSet {
  const number = typeof rule.port === 'number' ? rule.port : namedPortOf(identity, rule)
  return number === undefined ? noPorts : numberedPorts(rule, number)
}

/**
 * Until 1.19 a name on egress stands for one number in the whole cluster, for every peer; where pods differ the rule is skipped.
 *
 * Source: pkg/types/portmap.go, GetNamedPort.
 */
export function createClusterPorts(
  identities: readonly Identity[],
): (rule: PortProtocol) => number | undefined {
  const numbers = new Map<string, Set<number>>()
  for (const { namedPorts } of identities) {
    for (const { name, protocol, port } of namedPorts) {
      const key = `${protocol} ${name}`
      numbers.set(key, (numbers.get(key) ?? new Set()).add(port))
    }
  }
  return ({ protocol, port }) => {
    const found = [...(numbers.get(`${protocol} ${port}`) ?? [])]
    return found.length === 1 ? found[0] : undefined
  }
}
