import { bootstrap, changed, full, onePass } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const forbidUnknownFieldsCases: RuleCases = {
  rule: 'forbid-unknown-fields',
  cases: [
    {
      title: 'passes what eksctl knows',
      config: full,
      command: 'create-nodegroup',
    },
    {
      title: 'finds a misspelt field of a node group',
      config: changed(onePass, { '/managedNodeGroups/0/instanceTipes': ['m7i.large'] }),
      finds: ['/managedNodeGroups/0/instanceTipes'],
      eksctl: 'refuses',
    },
    {
      title: 'finds networkConfig, which eksctl calls kubernetesNetworkConfig',
      config: changed(bootstrap, { '/networkConfig': { ipFamily: 'IPv4' } }),
      phase: 'bootstrap',
      finds: ['/networkConfig'],
      eksctl: 'refuses',
    },
    {
      title: 'finds a field whose case is wrong, which eksctl drops without a word',
      config: changed(bootstrap, { '/vpc/NAT': { gateway: 'Disable' } }),
      phase: 'bootstrap',
      finds: ['/vpc/NAT'],
      eksctl: 'accepts',
    },
  ],
}
