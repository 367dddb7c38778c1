import { changed, full } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const uniqueServiceAccountsCases: RuleCases = {
  rule: 'unique-service-accounts',
  cases: [
    {
      title: 'passes one name in two namespaces',
      config: changed(full, {
        '/iam/serviceAccounts/1': {
          metadata: { name: 'cilium-operator' },
          attachRoleARN: 'arn:aws:iam::111122223333:role/x',
        },
      }),
      command: 'create-iamserviceaccount',
    },
    {
      title: 'finds one ServiceAccount twice',
      config: changed(full, {
        '/iam/serviceAccounts/1': {
          metadata: { name: 'cilium-operator', namespace: 'kube-system' },
          attachRoleARN: 'arn:aws:iam::111122223333:role/x',
        },
      }),
      command: 'create-iamserviceaccount',
      finds: ['/iam/serviceAccounts/1/metadata'],
      eksctl: 'refuses',
    },
    {
      title: 'finds one in default, written out and not',
      config: changed(full, {
        '/iam/serviceAccounts': [
          {
            metadata: { name: 'cilium-operator' },
            attachRoleARN: 'arn:aws:iam::111122223333:role/x',
          },
          {
            metadata: { name: 'cilium-operator', namespace: 'default' },
            attachRoleARN: 'arn:aws:iam::111122223333:role/x',
          },
        ],
      }),
      command: 'create-iamserviceaccount',
      finds: ['/iam/serviceAccounts/1/metadata'],
      eksctl: 'refuses',
    },
    {
      title: 'finds one without name',
      config: changed(full, { '/iam/serviceAccounts/0/metadata': { namespace: 'web' } }),
      command: 'create-iamserviceaccount',
      finds: ['/iam/serviceAccounts/0/metadata'],
      eksctl: 'refuses',
    },
  ],
}
