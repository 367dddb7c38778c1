import { bootstrap, changed } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const limitRollbackTimeoutCases: RuleCases = {
  rule: 'limit-rollback-timeout',
  cases: [
    {
      title: 'passes a day',
      config: changed(bootstrap, { '/metadata/rollbackConfig': { timeoutMinutes: 1440 } }),
      phase: 'bootstrap',
    },
    {
      title: 'finds an hour',
      config: changed(bootstrap, { '/metadata/rollbackConfig': { timeoutMinutes: 60 } }),
      phase: 'bootstrap',
      finds: ['/metadata/rollbackConfig/timeoutMinutes'],
      eksctl: 'refuses',
    },
  ],
}
