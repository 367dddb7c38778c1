import { changed, full, onePass } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const forbidCniPolicyOnNodesCases: RuleCases = {
  rule: 'forbid-cni-policy-on-nodes',
  cases: [
    {
      title: 'passes a cluster with the VPC CNI',
      config: changed(onePass, {
        '/managedNodeGroups/0/iam/attachPolicyARNs': [
          'arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy',
          'arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy',
        ],
      }),
    },
    {
      title: 'finds the policy of the CNI',
      config: changed(full, {
        '/managedNodeGroups/0/iam/attachPolicyARNs': [
          'arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy',
          'arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy',
        ],
      }),
      command: 'create-nodegroup',
      finds: ['/managedNodeGroups/0/iam/attachPolicyARNs/1'],
      eksctl: 'accepts',
    },
  ],
}
