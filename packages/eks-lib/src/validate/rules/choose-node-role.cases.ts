import { changed, full, selfManaged } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const chooseNodeRoleCases: RuleCases = {
  rule: 'choose-node-role',
  cases: [
    {
      title: 'passes a role that exists',
      config: changed(full, {
        '/managedNodeGroups/0/iam': { instanceRoleARN: 'arn:aws:iam::111122223333:role/nodes' },
      }),
      command: 'create-nodegroup',
    },
    {
      title: 'finds a role that exists and policies',
      config: changed(full, {
        '/managedNodeGroups/0/iam/instanceRoleARN': 'arn:aws:iam::111122223333:role/nodes',
      }),
      command: 'create-nodegroup',
      finds: ['/managedNodeGroups/0/iam/instanceRoleARN'],
      eksctl: 'refuses',
    },
    {
      title: 'finds policies of pods that cannot reach them',
      config: changed(full, { '/managedNodeGroups/0/iam/withAddonPolicies': { autoScaler: true } }),
      command: 'create-nodegroup',
      finds: ['/managedNodeGroups/0/iam/withAddonPolicies/autoScaler'],
      eksctl: 'refuses',
    },
    {
      title: 'finds a policy that is no ARN in a self-managed group',
      config: changed(selfManaged, {
        '/nodeGroups/0/iam': { attachPolicyARNs: ['AmazonEKSWorkerNodePolicy'] },
      }),
      finds: ['/nodeGroups/0/iam/attachPolicyARNs/0'],
      eksctl: 'refuses',
    },
    {
      title: 'finds a policy that is no ARN in a managed group',
      config: changed(full, {
        '/managedNodeGroups/0/iam/attachPolicyARNs/1': 'AmazonSSMManagedInstanceCore',
      }),
      command: 'create-nodegroup',
      finds: ['/managedNodeGroups/0/iam/attachPolicyARNs/1'],
      eksctl: 'leaves-to-aws',
    },
  ],
}
