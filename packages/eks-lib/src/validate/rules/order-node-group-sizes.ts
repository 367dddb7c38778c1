import { sizesOf } from '../node-group-sizes.ts'
import { nodeGroups } from '../node-groups.ts'
import { number } from '../plain-data.ts'
import type { ClusterRule } from '../rule.ts'

/**
 * minSize <= desiredCapacity <= maxSize, with eksctl's defaults for those that are not set; none below 0, maxSize at least
 * 1. Stricter than eksctl, which compares sizes of managed groups only, and takes negative ones.
 */
export const orderNodeGroupSizes: ClusterRule = {
  id: 'order-node-group-sizes',
  check: ({ config }) =>
    nodeGroups(config).flatMap(({ group, pointer, label }) => {
      const { min, desired, max } = sizesOf(group)
      const tooSmall = (['minSize', 'desiredCapacity', 'maxSize'] as const).find((field) => {
        const size = number(group, field)
        return size !== undefined && size < (field === 'maxSize' ? 1 : 0)
      })
      if (tooSmall !== undefined) {
        return [
          {
            pointer: `${pointer}/${tooSmall}`,
            message: `${tooSmall} of node group ${label} is below ${tooSmall === 'maxSize' ? 1 : 0}, which no group can be`,
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
