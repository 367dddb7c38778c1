import { changed, onePass } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const requireCompleteIdentityMappingsCases: RuleCases = {
  rule: 'require-complete-identity-mappings',
  cases: [
    {
      title: 'passes a principal',
      config: changed(onePass, {
        '/iamIdentityMappings': [
          {
            arn: 'arn:aws:iam::111122223333:role/admin',
            username: 'admin',
            groups: ['system:masters'],
          },
        ],
      }),
    },
    {
      title: 'finds a service without namespace',
      config: changed(onePass, { '/iamIdentityMappings': [{ serviceName: 'emr-containers' }] }),
      finds: ['/iamIdentityMappings/0'],
      eksctl: 'refuses',
    },
    {
      title: 'finds an account and a principal',
      config: changed(onePass, {
        '/iamIdentityMappings': [
          { account: '111122223333', arn: 'arn:aws:iam::111122223333:role/admin' },
        ],
      }),
      finds: ['/iamIdentityMappings/0'],
      eksctl: 'refuses',
    },
  ],
}
