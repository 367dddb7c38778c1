import { changed, full, onePass } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const uniqueNodeGroupNamesCases: RuleCases = {
  rule: 'unique-node-group-names',
  cases: [
    {
      title: 'passes names that differ',
      config: full,
      command: 'create-nodegroup',
    },
    {
      title: 'finds two managed groups of one name',
      config: changed(full, { '/managedNodeGroups/1/name': 'system' }),
      command: 'create-nodegroup',
      finds: ['/managedNodeGroups/1/name'],
      eksctl: 'refuses',
    },
    {
      title: 'finds a self-managed and a managed group of one name',
      config: changed(onePass, { '/nodeGroups': [{ name: 'apps', instanceType: 'm7i.large' }] }),
      finds: ['/managedNodeGroups/1/name'],
      eksctl: 'refuses',
    },
  ],
}
