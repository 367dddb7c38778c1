import { changed, full } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const requireServiceAccountPoliciesCases: RuleCases = {
  rule: 'require-service-account-policies',
  cases: [
    {
      title: "passes a policy of eksctl's",
      config: changed(full, {
        '/iam/serviceAccounts/0/attachPolicyARNs': undefined,
        '/iam/serviceAccounts/0/wellKnownPolicies': { certManager: true },
      }),
      command: 'create-iamserviceaccount',
    },
    {
      title: 'finds a role that is allowed nothing',
      config: changed(full, { '/iam/serviceAccounts/0/attachPolicyARNs': [] }),
      command: 'create-iamserviceaccount',
      finds: ['/iam/serviceAccounts/0'],
      eksctl: 'refuses',
    },
  ],
}
