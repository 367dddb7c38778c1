import type { Environment, IamStatement } from '@skyctl/model'

const interfaces = 'arn:{partition}:ec2:{region}:{account}:network-interface/*'
const instances = 'arn:{partition}:ec2:{region}:{account}:instance/*'
const subnets = 'arn:{partition}:ec2:{region}:{account}:subnet/*'
const securityGroups = 'arn:{partition}:ec2:{region}:{account}:security-group/*'

const clusterTag = 'io.cilium/cluster-name'

/** Tags of every interface that the operator creates: they say which cluster may reuse or delete it. */
export function garbageTags(environment: Environment): Record<string, string> {
  return { 'io.cilium/cilium-managed': 'true', [clusterTag]: environment.cluster.name }
}

/**
 * What the operator does in EC2 in ENI mode. Describing cannot be limited to resources; creating is bound to the
 * tags above, and deleting and attaching to interfaces that carry them. The first interface of a node is made by EC2
 * and carries no tag of ours, yet gets pod addresses as well: assigning is bound to account and region only.
 */
export function operatorStatements(releaseExcessAddresses: boolean): IamStatement[] {
  return [
    {
      actions: [
        'ec2:DescribeInstanceTypes',
        'ec2:DescribeManagedPrefixLists',
        'ec2:DescribeNetworkInterfaces',
        'ec2:DescribeRouteTables',
        'ec2:DescribeSecurityGroups',
        'ec2:DescribeSubnets',
        'ec2:DescribeTags',
        'ec2:DescribeVpcs',
      ],
      resources: ['*'],
    },
    {
      actions: ['ec2:GetManagedPrefixListEntries'],
      resources: ['arn:{partition}:ec2:{region}:{account}:prefix-list/*'],
    },
    {
      actions: ['ec2:CreateNetworkInterface'],
      resources: [interfaces],
      conditions: { StringEquals: { [`aws:RequestTag/${clusterTag}`]: '{cluster}' } },
    },
    { actions: ['ec2:CreateNetworkInterface'], resources: [subnets, securityGroups] },
    {
      actions: ['ec2:CreateTags'],
      resources: [interfaces],
      conditions: { StringEquals: { 'ec2:CreateAction': 'CreateNetworkInterface' } },
    },
    {
      actions: ['ec2:AttachNetworkInterface', 'ec2:DeleteNetworkInterface'],
      resources: [interfaces],
      conditions: { StringEquals: { [`aws:ResourceTag/${clusterTag}`]: '{cluster}' } },
    },
    {
      actions: ['ec2:AttachNetworkInterface'],
      resources: [instances],
      // Managed node groups put this tag on their instances.
      conditions: { StringEquals: { 'aws:ResourceTag/eks:cluster-name': '{cluster}' } },
    },
    {
      actions: [
        'ec2:AssignPrivateIpAddresses',
        'ec2:ModifyNetworkInterfaceAttribute',
        ...(releaseExcessAddresses ? ['ec2:UnassignPrivateIpAddresses'] : []),
      ],
      resources: [interfaces],
    },
    { actions: ['ec2:ModifyNetworkInterfaceAttribute'], resources: [instances, securityGroups] },
  ]
}
