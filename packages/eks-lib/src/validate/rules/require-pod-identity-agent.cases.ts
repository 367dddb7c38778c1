import { changed, onePass } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const requirePodIdentityAgentCases: RuleCases = {
  rule: 'require-pod-identity-agent',
  cases: [
    {
      title: 'passes associations with the agent',
      config: changed(onePass, {
        '/addons/3': { name: 'eks-pod-identity-agent' },
        '/iam/podIdentityAssociations': [
          {
            namespace: 'web',
            serviceAccountName: 'web',
            roleARN: 'arn:aws:iam::111122223333:role/web',
          },
        ],
      }),
    },
    {
      title: 'finds associations without the agent',
      config: changed(onePass, {
        '/iam/podIdentityAssociations': [
          {
            namespace: 'web',
            serviceAccountName: 'web',
            roleARN: 'arn:aws:iam::111122223333:role/web',
          },
        ],
      }),
      finds: ['/addons'],
      eksctl: 'refuses',
    },
  ],
}
