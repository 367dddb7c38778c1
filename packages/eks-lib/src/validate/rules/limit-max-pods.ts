import { nodeGroups } from '../node-groups.ts'
import { number } from '../plain-data.ts'
import type { ClusterRule } from '../rule.ts'

/** maxPodsPerNode is not negative; 0 leaves it to the image. */
export const limitMaxPods: ClusterRule = {
  id: 'limit-max-pods',
  check: ({ config }) =>
    nodeGroups(config).flatMap(({ group, pointer, label }) =>
      (number(group, 'maxPodsPerNode') ?? 0) < 0
        ? [
            {
              pointer: `${pointer}/maxPodsPerNode`,
              message: `maxPodsPerNode of node group ${label} is negative`,
              hint: 'set a positive number, or remove it',
            },
          ]
        : [],
    ),
}
