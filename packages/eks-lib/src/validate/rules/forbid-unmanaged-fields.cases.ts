import { changed, full } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const forbidUnmanagedFieldsCases: RuleCases = {
  rule: 'forbid-unmanaged-fields',
  cases: [
    {
      title: 'passes additional security groups',
      config: changed(full, { '/managedNodeGroups/0/securityGroups': { attachIDs: ['sg-1'] } }),
      command: 'create-nodegroup',
    },
    {
      title: 'finds groups of self-managed nodes',
      config: changed(full, { '/managedNodeGroups/0/securityGroups': { withShared: true } }),
      command: 'create-nodegroup',
      finds: ['/managedNodeGroups/0/securityGroups/withShared'],
      eksctl: 'refuses',
    },
    {
      title: 'finds an Outpost',
      config: changed(full, {
        '/managedNodeGroups/0/outpostARN':
          'arn:aws:outposts:eu-central-1:111122223333:outpost/op-1',
      }),
      command: 'create-nodegroup',
      finds: ['/managedNodeGroups/0/outpostARN'],
      eksctl: 'refuses',
    },
  ],
}
