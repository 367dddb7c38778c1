import { changed, onePass } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const respectLocalZonesCases: RuleCases = {
  rule: 'respect-local-zones',
  cases: [
    {
      title: 'passes local zones with one gateway',
      config: changed(onePass, { '/localZones': ['us-east-1-bos-1a'] }),
    },
    {
      title: 'finds a gateway for every zone',
      config: changed(onePass, {
        '/localZones': ['us-east-1-bos-1a'],
        '/vpc/nat/gateway': 'HighlyAvailable',
      }),
      finds: ['/vpc/nat/gateway'],
      eksctl: 'refuses',
    },
    {
      title: 'finds an existing VPC',
      config: changed(onePass, { '/localZones': ['us-east-1-bos-1a'], '/vpc/id': 'vpc-1' }),
      finds: ['/localZones'],
      eksctl: 'refuses',
    },
  ],
}
