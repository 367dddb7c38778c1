import { changed, full } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const requireVolumeEncryptionCases: RuleCases = {
  rule: 'require-volume-encryption',
  cases: [
    {
      title: 'passes encryption without a key of its own',
      config: changed(full, { '/managedNodeGroups/0/volumeKmsKeyID': undefined }),
      command: 'create-nodegroup',
    },
    {
      title: 'finds a key of a volume that is not encrypted',
      config: changed(full, { '/managedNodeGroups/0/volumeEncrypted': false }),
      command: 'create-nodegroup',
      finds: ['/managedNodeGroups/0/volumeKmsKeyID'],
      eksctl: 'refuses',
    },
    {
      title: 'finds a key where encryption is not set',
      config: changed(full, { '/managedNodeGroups/0/volumeEncrypted': undefined }),
      command: 'create-nodegroup',
      finds: ['/managedNodeGroups/0/volumeKmsKeyID'],
      eksctl: 'refuses',
    },
  ],
}
