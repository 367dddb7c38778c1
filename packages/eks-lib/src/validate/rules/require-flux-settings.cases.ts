import { changed, onePass } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const requireFluxSettingsCases: RuleCases = {
  rule: 'require-flux-settings',
  cases: [
    {
      title: 'passes a provider and flags',
      config: changed(onePass, {
        '/gitops': { flux: { gitProvider: 'github', flags: { owner: 'example' } } },
      }),
    },
    {
      title: 'finds Flux without flags',
      config: changed(onePass, { '/gitops': { flux: { gitProvider: 'github' } } }),
      finds: ['/gitops/flux'],
      eksctl: 'refuses',
    },
  ],
}
