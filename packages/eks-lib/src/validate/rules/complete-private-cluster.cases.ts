import { changed, fullyPrivate } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const completePrivateClusterCases: RuleCases = {
  rule: 'complete-private-cluster',
  cases: [
    {
      title: 'passes endpoints on request',
      config: changed(fullyPrivate, {
        '/privateCluster/additionalEndpointServices': ['logs', 'autoscaling'],
      }),
    },
    {
      title: 'finds an endpoint that eksctl does not make',
      config: changed(fullyPrivate, { '/privateCluster/additionalEndpointServices': ['s4'] }),
      finds: ['/privateCluster/additionalEndpointServices/0'],
      eksctl: 'refuses',
    },
    {
      title: 'finds endpoints that are skipped',
      config: changed(fullyPrivate, {
        '/privateCluster/additionalEndpointServices': ['logs'],
        '/privateCluster/skipEndpointCreation': true,
      }),
      finds: ['/privateCluster/additionalEndpointServices'],
      eksctl: 'refuses',
    },
  ],
}
