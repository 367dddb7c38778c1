import { changed, onePass } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const requireKarpenterVersionCases: RuleCases = {
  rule: 'require-karpenter-version',
  cases: [
    {
      title: 'passes 1.9.0',
      config: changed(onePass, { '/karpenter': { version: '1.9.0' } }),
    },
    {
      title: 'finds a version that eksctl cannot install',
      config: changed(onePass, { '/karpenter': { version: 'v0.19.3' } }),
      finds: ['/karpenter/version'],
      eksctl: 'refuses',
    },
  ],
}
