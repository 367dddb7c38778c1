import { items, number, pointer } from '../plain-data.ts'
import type { ClusterRule } from '../rule.ts'

/** Days that CloudWatch can keep a log group (cloudwatch.go, LogRetentionInDaysValues). */
const retentions = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1827, 3653]

/** Logs of the control plane are kept for a time that CloudWatch has, and only if a type of them is enabled. */
export const requireLogTypes: ClusterRule = {
  id: 'require-log-types',
  check: ({ config }) => {
    const days = number(config, 'cloudWatch', 'clusterLogging', 'logRetentionInDays') ?? 0
    const at = pointer('cloudWatch', 'clusterLogging', 'logRetentionInDays')
    if (days === 0) return []
    if (items(config, 'cloudWatch', 'clusterLogging', 'enableTypes').length === 0) {
      return [
        {
          pointer: at,
          message: 'logs are kept, but none is enabled',
          hint: 'list cloudWatch.clusterLogging.enableTypes, or remove logRetentionInDays',
        },
      ]
    }
    if (retentions.includes(days)) return []
    return [
      {
        pointer: at,
        message: `CloudWatch cannot keep a log for ${days} days`,
        hint: `use ${retentions.join(', ')}`,
      },
    ]
  },
}
