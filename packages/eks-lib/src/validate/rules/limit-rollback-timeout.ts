import { number, pointer } from '../plain-data.ts'
import type { ClusterRule } from '../rule.ts'

/** An upgrade can be rolled back for 2 hours to 7 days (validation.go, RollbackTimeoutMinutesMin and Max). */
export const limitRollbackTimeout: ClusterRule = {
  id: 'limit-rollback-timeout',
  check: ({ config }) => {
    const minutes = number(config, 'metadata', 'rollbackConfig', 'timeoutMinutes')
    if (minutes === undefined || (minutes >= 120 && minutes <= 10_080)) return []
    return [
      {
        pointer: pointer('metadata', 'rollbackConfig', 'timeoutMinutes'),
        message: `${minutes} minutes are outside what EKS keeps an upgrade open for`,
        hint: 'set 120 to 10080',
      },
    ]
  },
}
