import { suggestionHint } from '@skyctl/core'
import { items, number, pointer } from '../plain-data.ts'
import type { ClusterRule } from '../rule.ts'

const logTypes = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler']

/** Either stands for all of them, whatever else is listed. */
const wildcards = ['all', '*']

/** Days that CloudWatch can keep a log group (cloudwatch.go, LogRetentionInDaysValues). */
const retentions = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1827, 3653]

/** Logs of the control plane are of a known type, kept for a time that CloudWatch has, and kept only if there are any. */
export const requireLogTypes: ClusterRule = {
  id: 'require-log-types',
  check: ({ config }) => {
    const types = items(config, 'cloudWatch', 'clusterLogging', 'enableTypes')
    const days = number(config, 'cloudWatch', 'clusterLogging', 'logRetentionInDays') ?? 0
    const at = pointer('cloudWatch', 'clusterLogging')
    if (days !== 0 && types.length === 0) {
      return [
        {
          pointer: `${at}/logRetentionInDays`,
          message: 'logs are kept, but none is enabled',
          hint: 'list cloudWatch.clusterLogging.enableTypes, or remove logRetentionInDays',
        },
      ]
    }
    const unknown = types.some((type) => wildcards.includes(String(type)))
      ? []
      : types.flatMap((type, index) =>
          typeof type === 'string' && !logTypes.includes(type)
            ? [
                {
                  pointer: `${at}/enableTypes/${index}`,
                  message: `the control plane has no log '${type}'`,
                  hint: suggestionHint(type, logTypes),
                },
              ]
            : [],
        )
    if (days === 0 || retentions.includes(days)) return unknown
    return [
      ...unknown,
      {
        pointer: `${at}/logRetentionInDays`,
        message: `CloudWatch cannot keep a log for ${days} days`,
        hint: `use ${retentions.join(', ')}`,
      },
    ]
  },
}
