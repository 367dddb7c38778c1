import { bootstrap, changed, selfManaged } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const respectAuthenticationModeCases: RuleCases = {
  rule: 'respect-authentication-mode',
  cases: [
    {
      title: 'passes the ConfigMap without entries',
      config: changed(bootstrap, { '/accessConfig': { authenticationMode: 'CONFIG_MAP' } }),
      phase: 'bootstrap',
    },
    {
      title: 'finds entries with the ConfigMap',
      config: changed(bootstrap, { '/accessConfig/authenticationMode': 'CONFIG_MAP' }),
      phase: 'bootstrap',
      finds: ['/accessConfig/authenticationMode'],
      eksctl: 'refuses',
    },
    {
      title: 'finds a mode that there is not',
      config: changed(bootstrap, { '/accessConfig/authenticationMode': 'IAM' }),
      phase: 'bootstrap',
      finds: ['/accessConfig/authenticationMode'],
      eksctl: 'leaves-to-aws',
    },
    {
      title: 'finds self-managed nodes that nobody can let in',
      config: changed(selfManaged, {
        '/accessConfig': { bootstrapClusterCreatorAdminPermissions: false },
      }),
      finds: ['/accessConfig/bootstrapClusterCreatorAdminPermissions'],
      eksctl: 'refuses',
    },
  ],
}
