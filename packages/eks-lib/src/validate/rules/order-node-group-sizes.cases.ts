import { changed, full, selfManaged } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const orderNodeGroupSizesCases: RuleCases = {
  rule: 'order-node-group-sizes',
  cases: [
    {
      title: 'passes a group that may be empty',
      config: changed(full, {
        '/managedNodeGroups/0/minSize': 0,
        '/managedNodeGroups/0/desiredCapacity': 0,
      }),
      command: 'create-nodegroup',
    },
    {
      title: 'passes a group that sets nothing',
      config: changed(full, {
        '/managedNodeGroups/0/minSize': undefined,
        '/managedNodeGroups/0/desiredCapacity': undefined,
        '/managedNodeGroups/0/maxSize': undefined,
      }),
      command: 'create-nodegroup',
    },
    {
      title: 'finds fewer desired than the minimum',
      config: changed(full, { '/managedNodeGroups/0/minSize': 3 }),
      command: 'create-nodegroup',
      finds: ['/managedNodeGroups/0'],
      eksctl: 'refuses',
    },
    {
      title: 'finds more desired than the maximum',
      config: changed(full, { '/managedNodeGroups/0/desiredCapacity': 4 }),
      command: 'create-nodegroup',
      finds: ['/managedNodeGroups/0'],
      eksctl: 'refuses',
    },
    {
      title: 'finds a maximum below the default of 2 nodes',
      config: changed(full, {
        '/managedNodeGroups/0/minSize': undefined,
        '/managedNodeGroups/0/desiredCapacity': undefined,
        '/managedNodeGroups/0/maxSize': 1,
      }),
      command: 'create-nodegroup',
      finds: ['/managedNodeGroups/0'],
      eksctl: 'refuses',
    },
    {
      title: 'finds a maximum of none',
      config: changed(full, {
        '/managedNodeGroups/0/minSize': 0,
        '/managedNodeGroups/0/desiredCapacity': 0,
        '/managedNodeGroups/0/maxSize': 0,
        '/managedNodeGroups/0/updateConfig': undefined,
      }),
      command: 'create-nodegroup',
      finds: ['/managedNodeGroups/0/maxSize'],
      eksctl: 'leaves-to-aws',
    },
    {
      title: 'finds sizes of a self-managed group out of order',
      config: changed(selfManaged, { '/nodeGroups/0/minSize': 3, '/nodeGroups/0/maxSize': 2 }),
      finds: ['/nodeGroups/0'],
      eksctl: 'leaves-to-aws',
    },
    {
      title: 'passes a self-managed group that is empty',
      config: changed(selfManaged, { '/nodeGroups/0/minSize': 0, '/nodeGroups/0/maxSize': 0 }),
    },
  ],
}
