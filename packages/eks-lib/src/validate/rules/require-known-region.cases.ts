import { bootstrap, changed } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const requireKnownRegionCases: RuleCases = {
  rule: 'require-known-region',
  cases: [
    {
      title: 'passes a region of another partition',
      config: changed(bootstrap, { '/metadata/region': 'cn-north-1' }),
      phase: 'bootstrap',
    },
    {
      title: 'finds a region that there is not',
      config: changed(bootstrap, { '/metadata/region': 'eu-centrl-1' }),
      phase: 'bootstrap',
      finds: ['/metadata/region'],
      eksctl: 'refuses',
    },
  ],
}
