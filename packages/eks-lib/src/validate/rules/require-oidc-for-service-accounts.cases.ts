import { changed, full, onePass } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const requireOidcForServiceAccountsCases: RuleCases = {
  rule: 'require-oidc-for-service-accounts',
  cases: [
    {
      title: 'passes no ServiceAccounts without OIDC',
      config: changed(onePass, { '/iam': undefined }),
    },
    {
      title: 'finds OIDC disabled',
      config: changed(full, { '/iam/withOIDC': false }),
      command: 'create-iamserviceaccount',
      finds: ['/iam'],
      eksctl: 'refuses',
    },
    {
      title: 'finds OIDC left out',
      config: changed(full, { '/iam/withOIDC': undefined }),
      command: 'create-iamserviceaccount',
      finds: ['/iam'],
      eksctl: 'refuses',
    },
  ],
}
