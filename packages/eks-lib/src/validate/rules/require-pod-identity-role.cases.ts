import { changed, onePass } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const requirePodIdentityRoleCases: RuleCases = {
  rule: 'require-pod-identity-role',
  cases: [
    {
      title: 'passes a role that exists',
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
      title: 'finds an association of no ServiceAccount',
      config: changed(onePass, {
        '/addons/3': { name: 'eks-pod-identity-agent' },
        '/iam/podIdentityAssociations': [
          { namespace: 'web', roleARN: 'arn:aws:iam::111122223333:role/web' },
        ],
      }),
      finds: ['/iam/podIdentityAssociations/0'],
      eksctl: 'refuses',
    },
    {
      title: 'finds an association without rights',
      config: changed(onePass, {
        '/addons/3': { name: 'eks-pod-identity-agent' },
        '/iam/podIdentityAssociations': [{ namespace: 'web', serviceAccountName: 'web' }],
      }),
      finds: ['/iam/podIdentityAssociations/0'],
      eksctl: 'refuses',
    },
    {
      title: 'finds a role that exists and policies',
      config: changed(onePass, {
        '/addons/3': { name: 'eks-pod-identity-agent' },
        '/iam/podIdentityAssociations': [
          {
            namespace: 'web',
            serviceAccountName: 'web',
            roleARN: 'arn:aws:iam::111122223333:role/web',
          },
        ],
        '/iam/podIdentityAssociations/0/permissionPolicyARNs': ['arn:aws:iam::aws:policy/x'],
      }),
      finds: ['/iam/podIdentityAssociations/0/roleARN'],
      eksctl: 'refuses',
    },
  ],
}
