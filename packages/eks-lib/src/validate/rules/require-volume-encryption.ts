import { nodeGroups } from '../node-groups.ts'
import { get, text } from '../plain-data.ts'
import type { ClusterRule } from '../rule.ts'

/** A key for volumes goes with encrypted volumes: eksctl does not infer the one from the other. */
export const requireVolumeEncryption: ClusterRule = {
  id: 'require-volume-encryption',
  check: ({ config }) =>
    nodeGroups(config).flatMap(({ group, pointer, label }) =>
      text(group, 'volumeKmsKeyID') !== undefined && get(group, 'volumeEncrypted') !== true
        ? [
            {
              pointer: `${pointer}/volumeKmsKeyID`,
              message: `node group ${label} names a key for its volumes, but does not encrypt them`,
              hint: 'set volumeEncrypted: true',
            },
          ]
        : [],
    ),
}
