import { bootstrap, changed } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const requireLogTypesCases: RuleCases = {
  rule: 'require-log-types',
  cases: [
    {
      title: 'passes a wildcard',
      config: changed(bootstrap, { '/cloudWatch/clusterLogging/enableTypes': ['*'] }),
      phase: 'bootstrap',
    },
    {
      title: 'finds retention without logs',
      config: changed(bootstrap, { '/cloudWatch/clusterLogging/enableTypes': [] }),
      phase: 'bootstrap',
      finds: ['/cloudWatch/clusterLogging/logRetentionInDays'],
      eksctl: 'refuses',
    },
    {
      title: 'finds a time that CloudWatch does not have',
      config: changed(bootstrap, { '/cloudWatch/clusterLogging/logRetentionInDays': 31 }),
      phase: 'bootstrap',
      finds: ['/cloudWatch/clusterLogging/logRetentionInDays'],
      eksctl: 'refuses',
    },
  ],
}
