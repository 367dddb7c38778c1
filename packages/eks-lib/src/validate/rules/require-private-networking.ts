import { isFullyPrivate } from '../cluster-facts.ts'
import { nodeGroups } from '../node-groups.ts'
import { get } from '../plain-data.ts'
import type { ClusterRule } from '../rule.ts'

/** Nodes of a fully private cluster stand in private subnets: it has no way out through public ones. */
export const requirePrivateNetworking: ClusterRule = {
  id: 'require-private-networking',
  check: ({ config }) =>
    !isFullyPrivate(config)
      ? []
      : nodeGroups(config).flatMap(({ group, pointer, label }) =>
          get(group, 'privateNetworking') === true
            ? []
            : [
                {
                  pointer,
                  message: `privateCluster.enabled, but node group ${label} would stand in public subnets`,
                  hint: 'set privateNetworking: true',
                },
              ],
        ),
}
