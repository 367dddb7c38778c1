import { bootstrap, changed } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const requireValidAccessEntriesCases: RuleCases = {
  rule: 'require-valid-access-entries',
  cases: [
    {
      title: 'passes a policy in a namespace',
      config: changed(bootstrap, {
        '/accessConfig/accessEntries/0/accessPolicies/0/accessScope': {
          type: 'namespace',
          namespaces: ['web'],
        },
      }),
      phase: 'bootstrap',
    },
    {
      title: 'finds namespaces in the whole cluster',
      config: changed(bootstrap, {
        '/accessConfig/accessEntries/0/accessPolicies/0/accessScope/namespaces': ['web'],
      }),
      phase: 'bootstrap',
      finds: ['/accessConfig/accessEntries/0/accessPolicies/0/accessScope/namespaces'],
      eksctl: 'refuses',
    },
    {
      title: 'finds no namespace',
      config: changed(bootstrap, {
        '/accessConfig/accessEntries/0/accessPolicies/0/accessScope': { type: 'namespace' },
      }),
      phase: 'bootstrap',
      finds: ['/accessConfig/accessEntries/0/accessPolicies/0/accessScope'],
      eksctl: 'refuses',
    },
    {
      title: 'finds a policy of IAM',
      config: changed(bootstrap, {
        '/accessConfig/accessEntries/0/accessPolicies/0/policyARN':
          'arn:aws:iam::aws:policy/AdministratorAccess',
      }),
      phase: 'bootstrap',
      finds: ['/accessConfig/accessEntries/0/accessPolicies/0/policyARN'],
      eksctl: 'refuses',
    },
    {
      title: 'finds a principal that is no ARN',
      config: changed(bootstrap, { '/accessConfig/accessEntries/0/principalARN': 'admin' }),
      phase: 'bootstrap',
      finds: ['/accessConfig/accessEntries/0'],
      eksctl: 'refuses',
    },
    {
      title: 'finds an unknown type',
      config: changed(bootstrap, { '/accessConfig/accessEntries/0/type': 'STANDART' }),
      phase: 'bootstrap',
      finds: ['/accessConfig/accessEntries/0/type'],
      eksctl: 'refuses',
    },
    {
      title: 'finds policies of nodes',
      config: changed(bootstrap, { '/accessConfig/accessEntries/0/type': 'EC2_LINUX' }),
      phase: 'bootstrap',
      finds: ['/accessConfig/accessEntries/0/type'],
      eksctl: 'refuses',
    },
  ],
}
