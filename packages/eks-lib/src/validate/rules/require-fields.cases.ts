import { bootstrap, changed, full, onePass } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const requireFieldsCases: RuleCases = {
  rule: 'require-fields',
  cases: [
    {
      title: 'passes a bare cluster',
      config: bootstrap,
      phase: 'bootstrap',
    },
    {
      title: 'finds a cluster without region',
      config: changed(bootstrap, { '/metadata/region': undefined }),
      phase: 'bootstrap',
      finds: ['/metadata'],
      eksctl: 'refuses',
    },
    {
      title: 'finds a node group without name',
      config: changed(onePass, { '/managedNodeGroups/0/name': undefined }),
      finds: ['/managedNodeGroups/0'],
      eksctl: 'refuses',
    },
    {
      title: 'finds a Fargate profile without name',
      config: changed(onePass, { '/fargateProfiles': [{ selectors: [{ namespace: 'web' }] }] }),
      finds: ['/fargateProfiles/0'],
      eksctl: 'leaves-to-aws',
    },
    {
      title: 'finds a key that is empty',
      config: changed(bootstrap, { '/secretsEncryption/keyARN': '' }),
      phase: 'bootstrap',
      finds: ['/secretsEncryption'],
      eksctl: 'refuses',
    },
    {
      title: 'finds a launch template without id',
      config: changed(full, {
        '/managedNodeGroups/0': {
          name: 'own',
          launchTemplate: {},
          iam: { attachPolicyARNs: ['arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy'] },
        },
      }),
      command: 'create-nodegroup',
      finds: ['/managedNodeGroups/0/launchTemplate'],
      eksctl: 'refuses',
    },
  ],
}
