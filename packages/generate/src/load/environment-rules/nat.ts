import type { Environment } from '@skyctl/model'
import type { EnvironmentFinding } from './rule.ts'

/** Nodes stand in private subnets: without a NAT gateway they reach neither registry nor AWS. */
export function natRule({ network }: Environment): readonly EnvironmentFinding[] {
  if (network.nat !== 'Disable') return []
  return [
    {
      id: 'require-nat',
      path: ['network', 'nat'],
      message:
        'without a NAT gateway no node can pull an image or call AWS: that needs a VPC endpoint for every service used, and none is generated',
      hint: "choose 'Single' (cheaper) or 'HighlyAvailable' (survives the loss of a zone)",
    },
  ]
}
