import { bootstrap, changed } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const limitVpcSizeCases: RuleCases = {
  rule: 'limit-vpc-size',
  cases: [
    {
      title: 'passes a /24',
      config: changed(bootstrap, { '/vpc/cidr': '10.0.0.0/24' }),
      phase: 'bootstrap',
    },
    {
      title: 'finds a /25',
      config: changed(bootstrap, { '/vpc/cidr': '10.0.0.0/25' }),
      phase: 'bootstrap',
      finds: ['/vpc/cidr'],
      eksctl: 'refuses',
    },
    {
      title: 'finds a /8',
      config: changed(bootstrap, { '/vpc/cidr': '10.0.0.0/8' }),
      phase: 'bootstrap',
      finds: ['/vpc/cidr'],
      eksctl: 'refuses',
    },
  ],
}
