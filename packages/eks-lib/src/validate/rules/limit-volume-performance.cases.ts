import { changed, full } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const limitVolumePerformanceCases: RuleCases = {
  rule: 'limit-volume-performance',
  cases: [
    {
      title: 'passes io2 at its limit',
      config: changed(full, {
        '/managedNodeGroups/0/volumeType': 'io2',
        '/managedNodeGroups/0/volumeIOPS': 256000,
        '/managedNodeGroups/0/volumeThroughput': undefined,
      }),
      command: 'create-nodegroup',
    },
    {
      title: 'finds too few operations',
      config: changed(full, { '/managedNodeGroups/0/volumeIOPS': 2999 }),
      command: 'create-nodegroup',
      finds: ['/managedNodeGroups/0/volumeIOPS'],
      eksctl: 'refuses',
    },
    {
      title: 'finds too much throughput',
      config: changed(full, { '/managedNodeGroups/0/volumeThroughput': 1001 }),
      command: 'create-nodegroup',
      finds: ['/managedNodeGroups/0/volumeThroughput'],
      eksctl: 'refuses',
    },
    {
      title: 'finds throughput of a type that has none',
      config: changed(full, { '/managedNodeGroups/0/volumeType': 'io1' }),
      command: 'create-nodegroup',
      finds: ['/managedNodeGroups/0/volumeThroughput'],
      eksctl: 'refuses',
    },
    {
      title: 'finds operations of gp2',
      config: changed(full, {
        '/managedNodeGroups/0/volumeType': 'gp2',
        '/managedNodeGroups/0/volumeThroughput': undefined,
      }),
      command: 'create-nodegroup',
      finds: ['/managedNodeGroups/0/volumeIOPS'],
      eksctl: 'refuses',
    },
  ],
}
