import { bootstrap, changed } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const requireNatGatewayCases: RuleCases = {
  rule: 'require-nat-gateway',
  cases: [
    {
      title: 'passes a network without the setting',
      config: changed(bootstrap, { '/vpc/nat': undefined }),
      phase: 'bootstrap',
    },
    {
      title: 'finds the setting without a gateway',
      config: changed(bootstrap, { '/vpc/nat': {} }),
      phase: 'bootstrap',
      finds: ['/vpc/nat'],
      eksctl: 'refuses',
    },
  ],
}
