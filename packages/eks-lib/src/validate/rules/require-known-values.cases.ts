import { bootstrap, changed, full, onePass } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const requireKnownValuesCases: RuleCases = {
  rule: 'require-known-values',
  cases: [
    {
      title: 'passes a family of images in any case',
      config: changed(full, { '/managedNodeGroups/0/amiFamily': 'bottlerocket' }),
      command: 'create-nodegroup',
    },
    {
      title: 'finds a family of images that there is not',
      config: changed(onePass, { '/managedNodeGroups/0/amiFamily': 'AmazonLinux2024' }),
      finds: ['/managedNodeGroups/0/amiFamily'],
      eksctl: 'refuses',
    },
    {
      title: 'finds a NAT gateway of an unknown kind',
      config: changed(bootstrap, { '/vpc/nat/gateway': 'HighlyAvailible' }),
      phase: 'bootstrap',
      finds: ['/vpc/nat/gateway'],
      eksctl: 'leaves-to-aws',
    },
    {
      title: 'finds a log that there is not',
      config: changed(bootstrap, { '/cloudWatch/clusterLogging/enableTypes': ['api', 'audits'] }),
      phase: 'bootstrap',
      finds: ['/cloudWatch/clusterLogging/enableTypes/1'],
      eksctl: 'refuses',
    },
  ],
}
