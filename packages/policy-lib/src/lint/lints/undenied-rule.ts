import { coveredBy } from '../covered-rows.ts'
import type { Lint } from '../lint.ts'
import { originsText } from '../origins.ts'

/** What a rule allows is not denied whole by others. */
export const undeniedRule: Lint = {
  id: 'undenied-rule',
  title: 'No rule allows only what other rules deny',
  severity: 'warning',
  reason:
    'In Cilium a deny wins over every allow, however narrow the allow and however broad the deny, in whatever policy they stand. A rule that allows nothing but what is denied has no effect: whoever reads it believes that the connection works.',
  fix: 'Take what must work out of the deny rule, by a selector that excludes it or by `except`. There is no exception to a deny by allowing. Where the deny is right, delete the rule that allows.',
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
  egress: [{ toCIDR: [192.0.2.10/32] }]
  egressDeny: [{ toCIDR: [192.0.2.0/24] }]
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
  egress: [{ toCIDR: [192.0.2.10/32] }]
  egressDeny: [{ toCIDRSet: [{ cidr: 192.0.2.0/24, except: [192.0.2.10/32] }] }]
`,
  },
  check: (context) => {
    if (!context.entries.some(({ verdict }) => verdict === 'deny')) return []
    // What a Pass leaves to the next tier, a deny behind it does not deny.
    const passing = new Set(
      context.entries.filter(({ verdict }) => verdict === 'pass').map(({ tier }) => tier),
    )
    return context.entries.flatMap((entry) => {
      if (entry.verdict !== 'allow') return []
      const covered = coveredBy(
        entry,
        context,
        (row, { value }) =>
          row.value.verdict === 'deny' &&
          !passing.has(row.value.tier) &&
          (row.value.tier < value.tier ||
            (row.value.tier === value.tier && row.value.priority <= value.priority)),
      )
      if (covered === undefined) return []
      const { policy, pointer } = entry.origin
      return [
        {
          policy,
          pointer,
          message: `all that the rule allows is denied by ${originsText(covered.by)}: it has no effect`,
          hint: 'take what must work out of the deny, or delete the rule',
        },
      ]
    })
  },
}
