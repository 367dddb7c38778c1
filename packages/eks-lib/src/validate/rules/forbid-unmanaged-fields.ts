import { managedNodeGroups } from '../node-groups.ts'
import { get, text } from '../plain-data.ts'
import type { ClusterRule } from '../rule.ts'

/** Managed groups leave out what only self-managed ones can have, though eksctl's schema lists it for both. */
export const forbidUnmanagedFields: ClusterRule = {
  id: 'forbid-unmanaged-fields',
  check: ({ config }) =>
    managedNodeGroups(config).flatMap(({ group, pointer, label }) => {
      const fields = [
        ...(text(group, 'outpostARN') === undefined ? [] : ['outpostARN']),
        ...(text(group, 'iam', 'instanceProfileARN') === undefined
          ? []
          : ['iam/instanceProfileARN']),
        ...['withLocal', 'withShared']
          .filter((field) => get(group, 'securityGroups', field) === true)
          .map((field) => `securityGroups/${field}`),
      ]
      return fields.map((field) => ({
        pointer: `${pointer}/${field}`,
        message: `${field.replace('/', '.')} of node group ${label} is not supported for managed node groups`,
        hint: 'remove it, or move the group to nodeGroups',
      }))
    }),
}
