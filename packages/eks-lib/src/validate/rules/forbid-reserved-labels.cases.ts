import { changed, full } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const forbidReservedLabelsCases: RuleCases = {
  rule: 'forbid-reserved-labels',
  cases: [
    {
      title: 'passes what a kubelet may set itself',
      config: changed(full, {
        '/managedNodeGroups/0/labels': {
          'node.kubernetes.io/pool': 'a',
          'topology.kubernetes.io/zone': '',
          plain: 'x',
        },
      }),
      command: 'create-nodegroup',
    },
    {
      title: 'finds a role, which no node gives itself',
      config: changed(full, {
        '/managedNodeGroups/0/labels': { 'node-role.kubernetes.io/worker': 'true' },
      }),
      command: 'create-nodegroup',
      finds: ['/managedNodeGroups/0/labels/node-role.kubernetes.io~1worker'],
      eksctl: 'refuses',
    },
    {
      title: 'finds a value that is none',
      config: changed(full, { '/managedNodeGroups/0/labels': { team: 'shop/front' } }),
      command: 'create-nodegroup',
      finds: ['/managedNodeGroups/0/labels/team'],
      eksctl: 'refuses',
    },
    {
      title: 'finds a key with two prefixes',
      config: changed(full, { '/managedNodeGroups/0/labels': { 'a/b/c': 'x' } }),
      command: 'create-nodegroup',
      finds: ['/managedNodeGroups/0/labels/a~1b~1c'],
      eksctl: 'refuses',
    },
  ],
}
