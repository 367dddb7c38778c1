import { bootstrap, changed, onePass, selfManaged } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const requirePlainNamesCases: RuleCases = {
  rule: 'require-plain-names',
  cases: [
    {
      title: 'passes letters, digits and hyphens',
      config: changed(bootstrap, { '/metadata/name': '2Shop-2' }),
      phase: 'bootstrap',
    },
    {
      title: 'finds an underscore in the name of the cluster',
      config: changed(bootstrap, { '/metadata/name': 'my_shop' }),
      phase: 'bootstrap',
      finds: ['/metadata/name'],
      eksctl: 'refuses',
    },
    {
      title: 'finds an underscore in the name of a self-managed group',
      config: changed(selfManaged, { '/nodeGroups/0/name': 'my_nodes' }),
      finds: ['/nodeGroups/0/name'],
      eksctl: 'refuses',
    },
    {
      title: 'finds a name that cannot be the value of a label',
      config: changed(onePass, { '/managedNodeGroups/0/name': 'apps-' }),
      finds: ['/managedNodeGroups/0/name'],
      eksctl: 'refuses',
    },
    {
      title: 'finds an underscore in the name of a managed group',
      config: changed(onePass, { '/managedNodeGroups/0/name': 'my_nodes' }),
      finds: ['/managedNodeGroups/0/name'],
      eksctl: 'leaves-to-aws',
    },
    {
      title: 'finds a hyphen at the end of the name of a cluster without nodes',
      config: changed(bootstrap, { '/metadata/name': 'shop-' }),
      phase: 'bootstrap',
      finds: ['/metadata/name'],
      eksctl: 'accepts',
    },
  ],
}
