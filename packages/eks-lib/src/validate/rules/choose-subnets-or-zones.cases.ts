import { changed, full, onePass } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const chooseSubnetsOrZonesCases: RuleCases = {
  rule: 'choose-subnets-or-zones',
  cases: [
    {
      title: 'passes subnets alone',
      config: changed(onePass, {
        '/availabilityZones': undefined,
        '/vpc/id': 'vpc-1',
        '/vpc/subnets': { private: { a: { id: 'subnet-a' }, b: { id: 'subnet-b' } } },
      }),
    },
    {
      title: 'finds subnets and zones of the cluster',
      config: changed(onePass, {
        '/vpc/id': 'vpc-1',
        '/vpc/subnets': { private: { a: { id: 'subnet-a' }, b: { id: 'subnet-b' } } },
      }),
      finds: ['/availabilityZones'],
      eksctl: 'refuses',
    },
    {
      title: 'finds subnets and zones of a node group',
      config: changed(full, {
        '/managedNodeGroups/0/availabilityZones': ['eu-central-1a'],
        '/managedNodeGroups/0/subnets': ['subnet-a'],
      }),
      command: 'create-nodegroup',
      finds: ['/managedNodeGroups/0/availabilityZones'],
      eksctl: 'refuses',
    },
  ],
}
