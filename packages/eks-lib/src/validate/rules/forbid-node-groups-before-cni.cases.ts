import { bootstrap, changed, full } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const forbidNodeGroupsBeforeCniCases: RuleCases = {
  rule: 'forbid-node-groups-before-cni',
  cases: [
    {
      title: 'passes the full file, which later commands read',
      config: full,
      command: 'create-nodegroup',
    },
    {
      title: 'passes a bare cluster',
      config: bootstrap,
      phase: 'bootstrap',
    },
    {
      title: 'finds node groups',
      config: changed(bootstrap, {
        '/managedNodeGroups': [
          {
            name: 'apps',
            desiredCapacity: 2,
            iam: { attachPolicyARNs: ['arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy'] },
          },
        ],
      }),
      phase: 'bootstrap',
      finds: ['/managedNodeGroups'],
      eksctl: 'refuses',
    },
    {
      title: 'finds node groups that slip past eksctl, as they set no size',
      config: changed(bootstrap, {
        '/managedNodeGroups': [
          {
            name: 'apps',
            iam: { attachPolicyARNs: ['arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy'] },
          },
        ],
      }),
      phase: 'bootstrap',
      finds: ['/managedNodeGroups'],
      eksctl: 'accepts',
    },
    {
      title: 'finds roles of ServiceAccounts',
      config: changed(bootstrap, {
        '/iam/serviceAccounts': [
          { metadata: { name: 'x' }, attachPolicyARNs: ['arn:aws:iam::aws:policy/x'] },
        ],
      }),
      phase: 'bootstrap',
      finds: ['/iam/serviceAccounts'],
      eksctl: 'refuses',
    },
    {
      title: 'finds Fargate profiles',
      config: changed(bootstrap, {
        '/fargateProfiles': [{ name: 'web', selectors: [{ namespace: 'web' }] }],
      }),
      phase: 'bootstrap',
      finds: ['/fargateProfiles'],
      eksctl: 'refuses',
    },
    {
      title: 'finds Karpenter',
      config: changed(bootstrap, { '/karpenter': { version: '1.9.0' } }),
      phase: 'bootstrap',
      finds: ['/karpenter'],
      eksctl: 'refuses',
    },
  ],
}
