import { controlPlane } from './control-plane.ts'
import { delivery } from './delivery.ts'
import { hosts } from './hosts.ts'
import { networkResources } from './network-resources.ts'
import { nodes } from './nodes.ts'
import { releases } from './releases.ts'
import { roles } from './roles.ts'
import type { Step, StepInputs } from './step.ts'

/**
 * From an account with its resources to a synced cluster. The order is not free: roles before the network's operator,
 * the network before nodes, nodes before whatever runs as an ordinary pod, Argo CD before what it brings.
 */
export function bootstrapSteps(inputs: StepInputs): Step[] {
  return [
    ...controlPlane(inputs),
    ...roles(inputs),
    ...releases(inputs, 'network'),
    ...nodes(inputs),
    ...networkResources(inputs),
    ...releases(inputs, 'delivery'),
    ...delivery(inputs),
    ...hosts(inputs),
  ]
}
