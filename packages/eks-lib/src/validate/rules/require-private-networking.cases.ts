import { changed, fullyPrivate } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const requirePrivateNetworkingCases: RuleCases = {
  rule: 'require-private-networking',
  cases: [
    {
      title: 'passes private nodes',
      config: fullyPrivate,
    },
    {
      title: 'finds a group in public subnets',
      config: changed(fullyPrivate, { '/managedNodeGroups/0/privateNetworking': undefined }),
      finds: ['/managedNodeGroups/0'],
      eksctl: 'refuses',
    },
  ],
}
