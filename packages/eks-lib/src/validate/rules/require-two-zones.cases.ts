import { bootstrap, changed } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const requireTwoZonesCases: RuleCases = {
  rule: 'require-two-zones',
  cases: [
    {
      title: 'passes zones that eksctl chooses',
      config: changed(bootstrap, { '/availabilityZones': undefined }),
      phase: 'bootstrap',
    },
    {
      title: 'finds one zone',
      config: changed(bootstrap, { '/availabilityZones': ['eu-central-1a'] }),
      phase: 'bootstrap',
      finds: ['/availabilityZones'],
      eksctl: 'refuses',
    },
    {
      title: 'finds one zone twice',
      config: changed(bootstrap, { '/availabilityZones': ['eu-central-1a', 'eu-central-1a'] }),
      phase: 'bootstrap',
      finds: ['/availabilityZones'],
      eksctl: 'leaves-to-aws',
    },
  ],
}
