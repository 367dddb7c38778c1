import { findConflicts } from '../../engine/conflicts.ts'
import type { Lint } from '../lint.ts'

/** Rules of the same peers and port can be merged. */
export const mergeablePolicyRules: Lint = {
  id: 'mergeable-policy-rules',
  title: 'Rules for the same peers and port can be merged',
  severity: 'error',
  reason:
    'Where two rules give the same peers and port different parsers, TLS contexts, listeners or authentication modes, Cilium cannot compute the policy of the endpoint at all: both directions keep whatever was enforced before, a new pod never becomes ready, and every later change of any policy that selects it has no effect. Only a log line of the agent says so.',
  fix: 'Say it in one rule: one parser for a port, one TLS context, one authentication mode. Where two are needed, give them two ports, or peers that are not the same.',
  example: {
    bad: `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
spec: { containers: [{ name: web, image: "registry.example.com/web:1" }] }
---
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: web, namespace: shop }
spec:
  endpointSelector: { matchLabels: { app: web } }
  ingress:
  - fromEntities: [cluster]
    authentication: { mode: required }
  - fromEntities: [cluster]
    authentication: { mode: disabled }
`,
    good: `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
spec: { containers: [{ name: web, image: "registry.example.com/web:1" }] }
---
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: web, namespace: shop }
spec:
  endpointSelector: { matchLabels: { app: web } }
  ingress:
  - fromEntities: [cluster]
    authentication: { mode: required }
`,
  },
  check: ({ engine }) => {
    const { ingress, egress } = engine.groups
    const all = [...ingress.groups, ...egress.groups].flatMap(({ entries }) => {
      const selected = entries.map(({ compiled }) => compiled.entry)
      return findConflicts(selected).flatMap((message) => {
        const entry = selected.find(({ origin }) => message.includes(origin.policy.id))
        return entry === undefined ? [] : [{ entry, message }]
      })
    })
    const byText = new Map(all.map((one) => [one.message, one]))
    return [...byText.values()].map(({ entry, message }) => ({
      policy: entry.origin.policy,
      pointer: entry.origin.pointer,
      message: `${message}; what is enforced stays what it was`,
      hint: 'say it in one rule, or give the two different ports or peers',
    }))
  },
}
