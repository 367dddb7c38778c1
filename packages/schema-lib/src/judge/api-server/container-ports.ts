import { portName } from './names.ts'
import { checkPortNumber } from './numbers.ts'
import {
  at,
  find,
  isTrue,
  itemsOf,
  nothing,
  type Place,
  type ServerFinding,
  wholeOf,
} from './place.ts'
import type { PodTemplate } from './pod-templates.ts'
import { checkForm, checkUnique } from './texts.ts'

/**
 * Ports of containers, and those of the node that they take.
 *
 * Source: pkg/apis/core/validation/validation.go, validateContainerPorts, checkHostPortConflicts, validatePodHostNetworkDeps.
 */
export function checkContainerPorts(pod: PodTemplate): readonly ServerFinding[] {
  const hostNetwork = isTrue(at(pod.spec, 'hostNetwork'))
  const portsOf = (place: Place) => itemsOf(at(place, 'ports'))
  return [
    ...pod.containers.flatMap(({ place }) => [
      ...checkUnique(
        portsOf(place).map((port) => at(port, 'name')),
        'the name of the port',
      ),
      ...portsOf(place).flatMap((port) => [
        ...checkForm(at(port, 'name'), 'the name of the port', portName),
        ...checkPortNumber(at(port, 'containerPort'), 'containerPort'),
        ...(at(port, 'hostPort').value === 0
          ? nothing
          : checkPortNumber(at(port, 'hostPort'), 'hostPort')),
      ]),
    ]),
    ...checkHostPorts(
      pod.containers.flatMap(({ list, place }) => (list === 'containers' ? portsOf(place) : [])),
      hostNetwork && pod.kind === 'Pod',
    ),
    ...pod.containers
      .filter(({ list }) => list === 'initContainers')
      .flatMap(({ place }) => checkHostPorts(portsOf(place), hostNetwork && pod.kind === 'Pod')),
    ...(hostNetwork
      ? pod.containers.flatMap(({ list, place }) =>
          list === 'containers' ? portsOf(place).flatMap(checkSamePort) : nothing,
        )
      : nothing),
  ]
}

/** Two ports of one pod cannot be the same port of a node. */
function checkHostPorts(
  ports: readonly Place[],
  takesContainerPort: boolean,
): readonly ServerFinding[] {
  const taken = new Set<string>()
  return ports.flatMap((port) => {
    const own = wholeOf(at(port, 'hostPort')) ?? 0
    const number = own === 0 && takesContainerPort ? (wholeOf(at(port, 'containerPort')) ?? 0) : own
    if (number === 0) return nothing
    const protocol = at(port, 'protocol').value || 'TCP'
    const key = `${String(protocol)} ${String(at(port, 'hostIP').value ?? '')} ${number}`
    if (!taken.has(key)) {
      taken.add(key)
      return nothing
    }
    return find(
      at(port, 'hostPort'),
      `port ${number} of the node is taken by another port of this pod`,
      'choose another port',
    )
  })
}

function checkSamePort(port: Place): readonly ServerFinding[] {
  const host = wholeOf(at(port, 'hostPort')) ?? 0
  const container = wholeOf(at(port, 'containerPort'))
  return host === 0 || container === undefined || host === container
    ? nothing
    : find(
        at(port, 'hostPort'),
        `hostPort is ${host} and containerPort ${container}: with hostNetwork they are the same port`,
        'write the same number, or leave hostPort out',
      )
}
