import { changed, full, onePass } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const requireNodePoliciesCases: RuleCases = {
  rule: 'require-node-policies',
  cases: [
    {
      title: 'passes the policy of workers',
      config: full,
      command: 'create-nodegroup',
    },
    {
      title: 'passes a cluster with the VPC CNI',
      config: changed(onePass, { '/managedNodeGroups/0/iam': undefined }),
    },
    {
      title: 'finds a group that lists none',
      config: changed(full, { '/managedNodeGroups/0/iam': undefined }),
      command: 'create-nodegroup',
      finds: ['/managedNodeGroups/0'],
      eksctl: 'accepts',
    },
    {
      title: 'finds a list without the policy of workers',
      config: changed(full, {
        '/managedNodeGroups/0/iam/attachPolicyARNs': [
          'arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore',
        ],
      }),
      command: 'create-nodegroup',
      finds: ['/managedNodeGroups/0/iam/attachPolicyARNs'],
      eksctl: 'accepts',
    },
  ],
}
