import { sizesOf } from '../node-group-sizes.ts'
import { nodeGroups } from '../node-groups.ts'
import { number } from '../plain-data.ts'
import type { ClusterRule } from '../rule.ts'

/**
 * minSize <= desiredCapacity <= maxSize, with eksctl's defaults for those that are not set; none below 0, and maxSize of a
 * managed group at least 1. Stricter than eksctl, which takes negative sizes, and compares those of self-managed groups
 * only when it writes their template (cfn/builder/nodegroup.go).
 */
export const orderNodeGroupSizes: ClusterRule = {
  id: 'order-node-group-sizes',
  check: ({ config }) =>
    nodeGroups(config).flatMap(({ group, managed, pointer, label }) => {
      const { min, desired, max } = sizesOf(group)
      const lowest = (field: string) => (managed && field === 'maxSize' ? 1 : 0)
      const tooSmall = (['minSize', 'desiredCapacity', 'maxSize'] as const).find(
        (field) => (number(group, field) ?? lowest(field)) < lowest(field),
      )
      if (tooSmall !== undefined) {
        return [
          {
            pointer: `${pointer}/${tooSmall}`,
            message: `${tooSmall} of node group ${label} is below ${lowest(tooSmall)}, which no group can be`,
            hint: 'raise it; a group that may be empty has minSize 0 and maxSize 1 or more',
          },
        ]
      }
      if (min <= desired && desired <= max) return []
      return [
        {
          pointer,
          message: `node group ${label} has sizes ${min} <= ${desired} <= ${max} (minSize, desiredCapacity, maxSize), which is not so`,
          hint: 'put them in order; what is not set follows from the others',
        },
      ]
    }),
}
