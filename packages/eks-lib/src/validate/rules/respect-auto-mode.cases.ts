import { bootstrap, changed, onePass } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const respectAutoModeCases: RuleCases = {
  rule: 'respect-auto-mode',
  cases: [
    {
      title: 'passes both node pools',
      config: changed(onePass, {
        '/managedNodeGroups': undefined,
        '/addons': [],
        '/autoModeConfig': { enabled: true, nodePools: ['system', 'general-purpose'] },
      }),
    },
    {
      title: 'finds a pool that there is not',
      config: changed(onePass, {
        '/managedNodeGroups': undefined,
        '/addons': [],
        '/autoModeConfig': { enabled: true, nodePools: ['gpu'] },
      }),
      finds: ['/autoModeConfig/nodePools/0'],
      eksctl: 'refuses',
    },
    {
      title: 'finds pools while it is not enabled',
      config: changed(onePass, { '/autoModeConfig': { nodePools: ['system'] } }),
      finds: ['/autoModeConfig/nodePools'],
      eksctl: 'refuses',
    },
    {
      title: 'finds an add-on that Auto Mode replaces',
      config: changed(bootstrap, { '/autoModeConfig': { enabled: true } }),
      phase: 'bootstrap',
      finds: ['/addons/0'],
      eksctl: 'refuses',
    },
  ],
}
