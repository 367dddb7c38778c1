import { changed, onePass } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const chooseAddonCredentialsCases: RuleCases = {
  rule: 'choose-addon-credentials',
  cases: [
    {
      title: 'passes one way',
      config: changed(onePass, {
        '/addons/3': { name: 'aws-ebs-csi-driver', wellKnownPolicies: { ebsCSIController: true } },
      }),
    },
    {
      title: 'finds two ways',
      config: changed(onePass, {
        '/addons/3': { name: 'aws-ebs-csi-driver', wellKnownPolicies: { ebsCSIController: true } },
        '/addons/3/attachPolicyARNs': ['arn:aws:iam::aws:policy/x'],
      }),
      finds: ['/addons/3'],
      eksctl: 'refuses',
    },
    {
      title: 'finds a namespace that is none',
      config: changed(onePass, {
        '/addons/3': { name: 'metrics-server', namespaceConfig: { namespace: 'Kube_System' } },
      }),
      finds: ['/addons/3/namespaceConfig/namespace'],
      eksctl: 'refuses',
    },
  ],
}
