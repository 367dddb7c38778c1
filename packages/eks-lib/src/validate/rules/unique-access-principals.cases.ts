import { bootstrap, changed } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const uniqueAccessPrincipalsCases: RuleCases = {
  rule: 'unique-access-principals',
  cases: [
    {
      title: 'passes two principals',
      config: changed(bootstrap, {
        '/accessConfig/accessEntries/1': { principalARN: 'arn:aws:iam::111122223333:role/view' },
      }),
      phase: 'bootstrap',
    },
    {
      title: 'finds one principal twice',
      config: changed(bootstrap, {
        '/accessConfig/accessEntries/1': { principalARN: 'arn:aws:iam::111122223333:role/admin' },
      }),
      phase: 'bootstrap',
      finds: ['/accessConfig/accessEntries/1/principalARN'],
      eksctl: 'refuses',
    },
  ],
}
