import { changed, onePass } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const respectSecurityGroupsCases: RuleCases = {
  rule: 'respect-security-groups',
  cases: [
    {
      title: 'passes groups of the control plane',
      config: changed(onePass, { '/vpc/controlPlaneSecurityGroupIDs': ['sg-1'] }),
    },
    {
      title: 'finds them twice',
      config: changed(onePass, {
        '/vpc/controlPlaneSecurityGroupIDs': ['sg-1'],
        '/vpc/securityGroup': 'sg-2',
      }),
      finds: ['/vpc/securityGroup'],
      eksctl: 'refuses',
    },
    {
      title: 'finds rules that nobody writes',
      config: changed(onePass, { '/vpc/manageSharedNodeSecurityGroupRules': false }),
      finds: ['/vpc/manageSharedNodeSecurityGroupRules'],
      eksctl: 'refuses',
    },
    {
      title: 'finds a type of host names that there is not',
      config: changed(onePass, { '/vpc/hostnameType': 'short' }),
      finds: ['/vpc/hostnameType'],
      eksctl: 'refuses',
    },
  ],
}
