import { hasSubnets } from '../cluster-facts.ts'
import { get, items, pointer, text } from '../plain-data.ts'
import type { ClusterRule } from '../rule.ts'

const hostnameTypes = ['ip-name', 'resource-name']

/** Settings of the VPC that depend on whose it is: security groups given once, rules left to eksctl in its own groups. */
export const respectSecurityGroups: ClusterRule = {
  id: 'respect-security-groups',
  check: ({ config }) => {
    const hostnameType = text(config, 'vpc', 'hostnameType')
    return [
      ...(text(config, 'vpc', 'securityGroup') !== undefined &&
      items(config, 'vpc', 'controlPlaneSecurityGroupIDs').length > 0
        ? [
            {
              pointer: pointer('vpc', 'securityGroup'),
              message:
                'securityGroup and controlPlaneSecurityGroupIDs both name the groups of the control plane',
              hint: 'keep one of them',
            },
          ]
        : []),
      ...(get(config, 'vpc', 'manageSharedNodeSecurityGroupRules') === false &&
      text(config, 'vpc', 'sharedNodeSecurityGroup') === undefined
        ? [
            {
              pointer: pointer('vpc', 'manageSharedNodeSecurityGroupRules'),
              message:
                'eksctl makes the security group of the nodes, so nobody else writes its rules',
              hint: 'remove it, or set sharedNodeSecurityGroup',
            },
          ]
        : []),
      ...(hostnameType !== undefined &&
      (hasSubnets(config) || !hostnameTypes.includes(hostnameType))
        ? [
            {
              pointer: pointer('vpc', 'hostnameType'),
              message: `hostnameType '${hostnameType}' is a setting of new subnets, and one of ${hostnameTypes.join(', ')}`,
              hint: 'remove it',
            },
          ]
        : []),
    ]
  },
}
