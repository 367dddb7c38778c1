import { bootstrap, changed } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const requireKeyArnCases: RuleCases = {
  rule: 'require-key-arn',
  cases: [
    {
      title: 'passes an alias',
      config: bootstrap,
      phase: 'bootstrap',
    },
    {
      title: 'finds an alias that is no ARN',
      config: changed(bootstrap, { '/secretsEncryption/keyARN': 'alias/secrets' }),
      phase: 'bootstrap',
      finds: ['/secretsEncryption/keyARN'],
      eksctl: 'refuses',
    },
  ],
}
