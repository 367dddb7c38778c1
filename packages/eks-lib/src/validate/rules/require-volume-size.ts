import { nodeGroups } from '../node-groups.ts'
import { get, number, text } from '../plain-data.ts'
import type { ClusterRule } from '../rule.ts'

/**
 * Settings of the root volume need its size, where eksctl has no default for it: in a self-managed group, and in a
 * managed one with a launch template (defaults.go, setVolumeDefaults; defaults come before validation for managed groups
 * only).
 */
export const requireVolumeSize: ClusterRule = {
  id: 'require-volume-size',
  check: ({ config }) =>
    nodeGroups(config).flatMap(({ group, managed, pointer, label }) => {
      const defaulted = managed && get(group, 'launchTemplate') === undefined
      if (defaulted || number(group, 'volumeSize') !== undefined) return []
      const fields = [
        ...['volumeName', 'volumeKmsKeyID'].filter((field) => text(group, field) !== undefined),
        ...(get(group, 'volumeEncrypted') === true ? ['volumeEncrypted'] : []),
      ]
      return fields.map((field) => ({
        pointer: `${pointer}/${field}`,
        message: `${field} of node group ${label} describes a volume whose size is not set`,
        hint: managed
          ? 'describe the volume in the launch template'
          : 'set volumeSize, in GiB, as well',
      }))
    }),
}
