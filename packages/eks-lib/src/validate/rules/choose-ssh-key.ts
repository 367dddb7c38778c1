import { nodeGroups } from '../node-groups.ts'
import { get, text } from '../plain-data.ts'
import type { ClusterRule } from '../rule.ts'

const keySources = ['publicKeyName', 'publicKeyPath', 'publicKey']

/**
 * SSH has one public key at most, and the SSM agent is part of the image. For managed groups eksctl takes the first key it
 * finds without a word, so this is stricter there.
 */
export const chooseSshKey: ClusterRule = {
  id: 'choose-ssh-key',
  check: ({ config }) =>
    nodeGroups(config).flatMap(({ group, pointer, label }) => {
      const sources = keySources.filter((source) => text(group, 'ssh', source) !== undefined)
      return [
        ...(sources.length > 1
          ? [
              {
                pointer: `${pointer}/ssh`,
                message: `node group ${label} has ${sources.length} sources of its SSH key: ${sources.join(', ')}`,
                hint: 'keep one',
              },
            ]
          : []),
        ...(get(group, 'ssh', 'enableSsm') === false
          ? [
              {
                pointer: `${pointer}/ssh/enableSsm`,
                message: 'the SSM agent is built into the images and cannot be disabled',
                hint: 'remove enableSsm',
              },
            ]
          : []),
      ]
    }),
}
