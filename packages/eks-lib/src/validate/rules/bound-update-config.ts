import { sizesOf } from '../node-group-sizes.ts'
import { managedNodeGroups } from '../node-groups.ts'
import { get, isObject, number } from '../plain-data.ts'
import type { ClusterRule } from '../rule.ts'

/**
 * updateConfig says in one way how many nodes are replaced at once: at least one, at most maxSize, or 1 to 100 percent.
 * The lower bounds and the percentage are stricter than eksctl, which leaves them to EKS.
 */
export const boundUpdateConfig: ClusterRule = {
  id: 'bound-update-config',
  check: ({ config }) =>
    managedNodeGroups(config).flatMap(({ group, pointer, label }) => {
      const update = get(group, 'updateConfig')
      if (!isObject(update)) return []
      const at = `${pointer}/updateConfig`
      const nodes = get(update, 'maxUnavailable')
      const percentage = get(update, 'maxUnavailablePercentage')
      if ((nodes === undefined) === (percentage === undefined)) {
        return [
          {
            pointer: at,
            message: `updateConfig of node group ${label} sets ${nodes === undefined ? 'neither' : 'both'} of maxUnavailable and maxUnavailablePercentage`,
            hint: 'set exactly one',
          },
        ]
      }
      const [field, highest] =
        nodes === undefined
          ? (['maxUnavailablePercentage', 100] as const)
          : (['maxUnavailable', sizesOf(group).max] as const)
      const value = number(update, field)
      if (value === undefined || (value >= 1 && value <= highest)) return []
      return [
        {
          pointer: `${at}/${field}`,
          message: `${field} of node group ${label} is ${value}, outside 1 to ${highest}${nodes === undefined ? '' : ' (its maxSize)'}`,
          hint: `set ${field} within these bounds`,
        },
      ]
    }),
}
