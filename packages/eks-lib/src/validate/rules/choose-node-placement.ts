import { nodeGroups, selfManagedNodeGroups } from '../node-groups.ts'
import { get, items, text } from '../plain-data.ts'
import type { ClusterRule } from '../rule.ts'

/** A placement group has a name, nodes with EFA stand in one zone, local zones exclude availability zones. */
export const chooseNodePlacement: ClusterRule = {
  id: 'choose-node-placement',
  check: ({ config }) => [
    ...nodeGroups(config).flatMap(({ group, pointer, label }) => [
      ...(get(group, 'placement') !== undefined &&
      text(group, 'placement', 'groupName') === undefined
        ? [
            {
              pointer: `${pointer}/placement`,
              message: `placement of node group ${label} names no placement group`,
              hint: 'set placement.groupName',
            },
          ]
        : []),
      ...(get(group, 'efaEnabled') === true &&
      (items(group, 'availabilityZones').length > 1 || items(group, 'subnets').length > 1)
        ? [
            {
              pointer: `${pointer}/efaEnabled`,
              message: `node group ${label} has EFA, which works within one zone, and several zones`,
              hint: 'list one zone or one subnet',
            },
          ]
        : []),
    ]),
    ...selfManagedNodeGroups(config).flatMap(({ group, pointer, label }) =>
      items(group, 'localZones').length > 0 && items(group, 'availabilityZones').length > 0
        ? [
            {
              pointer: `${pointer}/localZones`,
              message: `node group ${label} sets localZones and availabilityZones`,
              hint: 'keep one of them',
            },
          ]
        : [],
    ),
  ],
}
