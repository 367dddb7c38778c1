import { changed, full } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const boundUpdateConfigCases: RuleCases = {
  rule: 'bound-update-config',
  cases: [
    {
      title: 'passes a percentage',
      config: changed(full, {
        '/managedNodeGroups/0/updateConfig': { maxUnavailablePercentage: 33 },
      }),
      command: 'create-nodegroup',
    },
    {
      title: 'finds both ways',
      config: changed(full, {
        '/managedNodeGroups/0/updateConfig': { maxUnavailable: 1, maxUnavailablePercentage: 33 },
      }),
      command: 'create-nodegroup',
      finds: ['/managedNodeGroups/0/updateConfig'],
      eksctl: 'refuses',
    },
    {
      title: 'finds neither',
      config: changed(full, { '/managedNodeGroups/0/updateConfig': {} }),
      command: 'create-nodegroup',
      finds: ['/managedNodeGroups/0/updateConfig'],
      eksctl: 'refuses',
    },
    {
      title: 'finds more than there are nodes',
      config: changed(full, { '/managedNodeGroups/0/updateConfig': { maxUnavailable: 4 } }),
      command: 'create-nodegroup',
      finds: ['/managedNodeGroups/0/updateConfig/maxUnavailable'],
      eksctl: 'refuses',
    },
    {
      title: 'finds an update that replaces none',
      config: changed(full, { '/managedNodeGroups/0/updateConfig': { maxUnavailable: 0 } }),
      command: 'create-nodegroup',
      finds: ['/managedNodeGroups/0/updateConfig/maxUnavailable'],
      eksctl: 'leaves-to-aws',
    },
    {
      title: 'finds more than all',
      config: changed(full, {
        '/managedNodeGroups/0/updateConfig': { maxUnavailablePercentage: 101 },
      }),
      command: 'create-nodegroup',
      finds: ['/managedNodeGroups/0/updateConfig/maxUnavailablePercentage'],
      eksctl: 'leaves-to-aws',
    },
  ],
}
