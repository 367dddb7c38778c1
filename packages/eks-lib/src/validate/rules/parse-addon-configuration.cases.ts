import { bootstrap, changed } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const parseAddonConfigurationCases: RuleCases = {
  rule: 'parse-addon-configuration',
  cases: [
    {
      title: 'passes YAML and JSON',
      config: changed(bootstrap, {
        '/addons': [
          { name: 'coredns', configurationValues: 'replicaCount: 3' },
          { name: 'kube-proxy', configurationValues: '{"mode": "ipvs"}' },
        ],
      }),
      phase: 'bootstrap',
    },
    {
      title: 'finds text that is neither',
      config: changed(bootstrap, { '/addons/0/configurationValues': 'replicaCount: [3' }),
      phase: 'bootstrap',
      finds: ['/addons/0/configurationValues'],
      eksctl: 'refuses',
    },
    {
      title: 'finds YAML of a list',
      config: changed(bootstrap, { '/addons/0/configurationValues': '- 3' }),
      phase: 'bootstrap',
      finds: ['/addons/0/configurationValues'],
      eksctl: 'refuses',
    },
  ],
}
