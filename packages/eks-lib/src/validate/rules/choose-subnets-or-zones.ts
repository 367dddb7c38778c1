import { hasSubnets } from '../cluster-facts.ts'
import { nodeGroups } from '../node-groups.ts'
import { items, pointer } from '../plain-data.ts'
import type { ClusterRule } from '../rule.ts'

/**
 * Either zones, in which eksctl makes subnets, or subnets that exist, never both; for the cluster and for each node
 * group.
 */
export const chooseSubnetsOrZones: ClusterRule = {
  id: 'choose-subnets-or-zones',
  check: ({ config }) => [
    ...(hasSubnets(config) && items(config, 'availabilityZones').length > 0
      ? [
          {
            pointer: pointer('availabilityZones'),
            message:
              'availabilityZones and vpc.subnets are both set: the subnets have zones already',
            hint: 'keep vpc.subnets for an existing VPC, or availabilityZones for a new one',
          },
        ]
      : []),
    ...nodeGroups(config).flatMap(({ group, pointer: at, label }) =>
      items(group, 'availabilityZones').length > 0 && items(group, 'subnets').length > 0
        ? [
            {
              pointer: `${at}/availabilityZones`,
              message: `node group ${label} sets both availabilityZones and subnets`,
              hint: 'keep one of them',
            },
          ]
        : [],
    ),
  ],
}
