import { changed, full, selfManaged } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const chooseNodePlacementCases: RuleCases = {
  rule: 'choose-node-placement',
  cases: [
    {
      title: 'passes EFA in one zone',
      config: changed(full, {
        '/managedNodeGroups/0/efaEnabled': true,
        '/managedNodeGroups/0/availabilityZones': ['eu-central-1a'],
      }),
      command: 'create-nodegroup',
    },
    {
      title: 'finds EFA in two zones',
      config: changed(full, {
        '/managedNodeGroups/0/efaEnabled': true,
        '/managedNodeGroups/0/availabilityZones': ['eu-central-1a', 'eu-central-1b'],
      }),
      command: 'create-nodegroup',
      finds: ['/managedNodeGroups/0/efaEnabled'],
      eksctl: 'refuses',
    },
    {
      title: 'finds a placement group without name',
      config: changed(full, { '/managedNodeGroups/0/placement': {} }),
      command: 'create-nodegroup',
      finds: ['/managedNodeGroups/0/placement'],
      eksctl: 'refuses',
    },
    {
      title: 'finds local and availability zones',
      config: changed(selfManaged, {
        '/nodeGroups/0/localZones': ['eu-central-1-ham-1a'],
        '/nodeGroups/0/availabilityZones': ['eu-central-1a'],
      }),
      finds: ['/nodeGroups/0/localZones'],
      eksctl: 'refuses',
    },
  ],
}
