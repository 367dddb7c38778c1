import type { Environment } from '@skyctl/model'
import { blocksOverlap, usableBlock } from './address-block.ts'
import type { EnvironmentFinding } from './rule.ts'

/**
 * No address means two things: not inside an environment (a Service would hide a pod), and not in two environments,
 * whatever their account and region. A standby replicates from the environment that it stands in for, any other pair
 * may have to be connected one day, and a VPC cannot be renumbered.
 */
export function addressOverlapRule(
  { network }: Environment,
  others: readonly Environment[],
): readonly EnvironmentFinding[] {
  const vpc = usableBlock(network.cidr)
  if (vpc === undefined) return []
  const services = usableBlock(network.serviceCidr)
  const own: readonly EnvironmentFinding[] =
    services !== undefined && blocksOverlap(vpc, services)
      ? [
          {
            id: 'ban-address-overlap',
            path: ['network', 'cidr'],
            message: `the VPC's ${vpc.text} overlaps the Services' ${services.text}: EKS refuses it, as an address would be a pod and a Service at once`,
            hint: 'choose another block for network.cidr or network.serviceCidr',
          },
        ]
      : []
  const between = others.flatMap((other): EnvironmentFinding[] => {
    const block = usableBlock(other.network.cidr)
    if (block === undefined || !blocksOverlap(vpc, block)) return []
    return [
      {
        id: 'ban-address-overlap',
        path: ['network', 'cidr'],
        message: `${vpc.text} overlaps ${block.text} of environment '${other.name}': the two VPCs could never be connected, and a VPC cannot be renumbered`,
        hint: 'give the newer of the two a block that no environment uses',
      },
    ]
  })
  return [...own, ...between]
}
