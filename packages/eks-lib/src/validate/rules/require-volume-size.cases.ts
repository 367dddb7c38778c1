import { changed, full, selfManaged } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const requireVolumeSizeCases: RuleCases = {
  rule: 'require-volume-size',
  cases: [
    {
      title: 'passes a managed group, which has a default',
      config: changed(full, { '/managedNodeGroups/0/volumeSize': undefined }),
      command: 'create-nodegroup',
    },
    {
      title: 'finds encryption of a volume of no size',
      config: changed(selfManaged, {
        '/nodeGroups/0/volumeSize': undefined,
        '/nodeGroups/0/volumeEncrypted': true,
      }),
      finds: ['/nodeGroups/0/volumeEncrypted'],
      eksctl: 'refuses',
    },
  ],
}
