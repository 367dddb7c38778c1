import { changed, full, selfManaged } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const requireValidTaintsCases: RuleCases = {
  rule: 'require-valid-taints',
  cases: [
    {
      title: 'passes a taint without value',
      config: changed(full, {
        '/managedNodeGroups/0/taints': [{ key: 'gpu', effect: 'NoSchedule' }],
      }),
      command: 'create-nodegroup',
    },
    {
      title: 'passes taints as a map in a self-managed group',
      config: changed(selfManaged, {
        '/nodeGroups/0/taints': { gpu: 'true:NoSchedule', 'example.com/x': 'NoExecute' },
      }),
    },
    {
      title: 'finds a misspelt effect',
      config: changed(full, { '/managedNodeGroups/0/taints/0/effect': 'NoExecution' }),
      command: 'create-nodegroup',
      finds: ['/managedNodeGroups/0/taints/0'],
      eksctl: 'refuses',
    },
    {
      title: 'finds a taint without key',
      config: changed(full, { '/managedNodeGroups/0/taints/0/key': undefined }),
      command: 'create-nodegroup',
      finds: ['/managedNodeGroups/0/taints/0'],
      eksctl: 'refuses',
    },
    {
      title: 'finds a value that no label could have',
      config: changed(full, { '/managedNodeGroups/0/taints/0/value': 'a b' }),
      command: 'create-nodegroup',
      finds: ['/managedNodeGroups/0/taints/0'],
      eksctl: 'refuses',
    },
    {
      title: 'finds a map without effect',
      config: changed(selfManaged, { '/nodeGroups/0/taints': { gpu: 'true:' } }),
      finds: ['/nodeGroups/0/taints/gpu'],
      eksctl: 'refuses',
    },
  ],
}
