import { changed, full, selfManaged } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const chooseSshKeyCases: RuleCases = {
  rule: 'choose-ssh-key',
  cases: [
    {
      title: 'passes one key',
      config: changed(selfManaged, { '/nodeGroups/0/ssh': { publicKeyName: 'ops' } }),
    },
    {
      title: 'finds two keys of a self-managed group',
      config: changed(selfManaged, {
        '/nodeGroups/0/ssh': { publicKeyName: 'ops', publicKey: 'ssh-ed25519 AAAA' },
      }),
      finds: ['/nodeGroups/0/ssh'],
      eksctl: 'refuses',
    },
    {
      title: 'finds two keys of a managed group',
      config: changed(full, {
        '/managedNodeGroups/0/ssh': { publicKeyName: 'ops', publicKey: 'ssh-ed25519 AAAA' },
      }),
      command: 'create-nodegroup',
      finds: ['/managedNodeGroups/0/ssh'],
      eksctl: 'accepts',
    },
    {
      title: 'finds the SSM agent disabled',
      config: changed(full, { '/managedNodeGroups/0/ssh': { enableSsm: false } }),
      command: 'create-nodegroup',
      finds: ['/managedNodeGroups/0/ssh/enableSsm'],
      eksctl: 'refuses',
    },
  ],
}
