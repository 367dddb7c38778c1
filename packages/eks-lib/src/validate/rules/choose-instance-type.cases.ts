import { changed, full } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const chooseInstanceTypeCases: RuleCases = {
  rule: 'choose-instance-type',
  cases: [
    {
      title: 'passes one type',
      config: changed(full, {
        '/managedNodeGroups/0/instanceTypes': undefined,
        '/managedNodeGroups/0/instanceType': 'm7i.large',
      }),
      command: 'create-nodegroup',
    },
    {
      title: 'finds a type and types',
      config: changed(full, { '/managedNodeGroups/0/instanceType': 'm7i.large' }),
      command: 'create-nodegroup',
      finds: ['/managedNodeGroups/0/instanceTypes'],
      eksctl: 'refuses',
    },
    {
      title: 'finds a type and a selector',
      config: changed(full, {
        '/managedNodeGroups/0/instanceTypes': undefined,
        '/managedNodeGroups/0/instanceType': 'm7i.large',
        '/managedNodeGroups/0/instanceSelector': { vCPUs: 2 },
      }),
      command: 'create-nodegroup',
      finds: ['/managedNodeGroups/0/instanceSelector'],
      eksctl: 'refuses',
    },
  ],
}
