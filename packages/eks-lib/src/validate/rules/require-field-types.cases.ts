import { bootstrap, changed, full, onePass, selfManaged } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const requireFieldTypesCases: RuleCases = {
  rule: 'require-field-types',
  cases: [
    {
      title: 'passes numbers and text in their places',
      config: full,
      command: 'create-nodegroup',
    },
    {
      title: 'passes a field that is null, as if it were not set',
      config: changed(full, { '/managedNodeGroups/0/spot': null }),
      command: 'create-nodegroup',
    },
    {
      title: 'finds a version that YAML reads as a number',
      config: changed(bootstrap, { '/metadata/version': 1.35 }),
      phase: 'bootstrap',
      finds: ['/metadata/version'],
      eksctl: 'refuses',
    },
    {
      title: 'finds a fraction of a node',
      config: changed(onePass, { '/managedNodeGroups/0/minSize': 1.5 }),
      finds: ['/managedNodeGroups/0/minSize'],
      eksctl: 'refuses',
    },
    {
      title: 'finds text where taints belong',
      config: changed(selfManaged, { '/nodeGroups/0/taints': 'gpu' }),
      finds: ['/nodeGroups/0/taints'],
      eksctl: 'refuses',
    },
    {
      title: 'finds a null in a list',
      config: changed(onePass, { '/managedNodeGroups/0/instanceTypes/0': null }),
      finds: ['/managedNodeGroups/0/instanceTypes/0'],
      eksctl: 'accepts',
    },
    {
      title: 'finds a list where an object belongs',
      config: changed(onePass, { '/managedNodeGroups/0/labels': ['pool'] }),
      finds: ['/managedNodeGroups/0/labels'],
      eksctl: 'refuses',
    },
  ],
}
