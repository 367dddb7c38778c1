import { ciliumVersions, createProfile } from '../../profile/profile.ts'
import { judgePolicies } from '../../sanitize/judge-policies.ts'
import type { Lint } from '../lint.ts'

/** What this version takes the next ones take too. */
export const acceptedByNewerCilium: Lint = {
  id: 'accepted-by-newer-cilium',
  title: 'Later versions of Cilium take every network policy that the running one takes',
  severity: 'warning',
  reason:
    'Cilium removes fields: `fromRequires` and `toRequires` went with 1.19, the parsers of Kafka and of Envoy plugins with 1.20. After the upgrade an object that has one is refused, or stays as it is and enforces nothing; in a default deny that is an outage, in a deny rule a hole.',
  fix: 'Rewrite the policy before the upgrade: what is said here holds under the running version as well.',
  example: {
    bad: `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: web, namespace: shop }
spec:
  endpointSelector: {}
  ingress:
  - fromRequires: [{ matchLabels: { env: production } }]
    fromEndpoints: [{}]
`,
    good: `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: web, namespace: shop }
spec:
  endpointSelector: {}
  ingress:
  - fromEndpoints: [{ matchLabels: { env: production } }]
`,
  },
  check: ({ policies, profile }) => {
    const later = ciliumVersions.slice(ciliumVersions.indexOf(profile.ciliumVersion) + 1)
    return policies.flatMap((policy) => {
      for (const ciliumVersion of later) {
        const judged = judgePolicies([policy], createProfile({ ...profile, ciliumVersion }))
        const findings = judged.rejections.flatMap((rejection) => rejection.findings)
        if (findings.length > 0) {
          return findings.map(({ pointer, message, hint }) => ({
            policy,
            pointer,
            message: `Cilium ${ciliumVersion} refuses it, and enforces nothing of the policy: ${message}`,
            hint,
          }))
        }
      }
      return []
    })
  },
}
