import { changed, full } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const limitMaxPodsCases: RuleCases = {
  rule: 'limit-max-pods',
  cases: [
    {
      title: 'passes a number',
      config: changed(full, { '/managedNodeGroups/0/maxPodsPerNode': 110 }),
      command: 'create-nodegroup',
    },
    {
      title: 'finds a negative number',
      config: changed(full, { '/managedNodeGroups/0/maxPodsPerNode': -1 }),
      command: 'create-nodegroup',
      finds: ['/managedNodeGroups/0/maxPodsPerNode'],
      eksctl: 'refuses',
    },
  ],
}
