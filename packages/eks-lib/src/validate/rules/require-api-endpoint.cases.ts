import { bootstrap, changed, fullyPrivate } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const requireApiEndpointCases: RuleCases = {
  rule: 'require-api-endpoint',
  cases: [
    {
      title: 'passes a private endpoint',
      config: changed(bootstrap, { '/vpc/clusterEndpoints/publicAccess': false }),
      phase: 'bootstrap',
    },
    {
      title: 'finds both ways shut',
      config: changed(bootstrap, {
        '/vpc/clusterEndpoints': { publicAccess: false, privateAccess: false },
      }),
      phase: 'bootstrap',
      finds: ['/vpc/clusterEndpoints'],
      eksctl: 'refuses',
    },
    {
      title: 'finds the public way shut and the private one at its default',
      config: changed(bootstrap, { '/vpc/clusterEndpoints': { publicAccess: false } }),
      phase: 'bootstrap',
      finds: ['/vpc/clusterEndpoints'],
      eksctl: 'refuses',
    },
    {
      title: 'finds an endpoint set for a fully private cluster',
      config: changed(fullyPrivate, { '/vpc/clusterEndpoints': { privateAccess: true } }),
      finds: ['/vpc/clusterEndpoints'],
      eksctl: 'refuses',
    },
  ],
}
