import type { Value } from '../../engine/value.ts'
import type { PolicyEntry } from '../../lower/policy-entry.ts'
import { type Covered, coveredBy } from '../covered-rows.ts'
import type { Lint } from '../lint.ts'
import type { LintContext } from '../lint-context.ts'
import { originsText } from '../origins.ts'

/** No rule of a policy repeats another one of it. */
export const distinctRule: Lint = {
  id: 'distinct-rule',
  title: 'No rule of a network policy says only what another one of it says as well',
  severity: 'info',
  reason:
    'A rule that another one of the same policy covers whole changes nothing. It hides from a reader what is allowed, and survives the day on which somebody narrows the broader one and wonders why the connection still works.',
  fix: 'Delete the narrower rule, or narrow the broader one to what it was meant for.',
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
  egress:
  - toEntities: [world]
  - toCIDR: [192.0.2.0/24]
    toPorts: [{ ports: [{ port: "443", protocol: TCP }] }]
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
  egress:
  - toCIDR: [192.0.2.0/24]
    toPorts: [{ ports: [{ port: "443", protocol: TCP }] }]
`,
  },
  check: (context) => {
    const places = new Map(context.entries.map((entry, at) => [entry, at]))
    return context.entries.flatMap((entry, at) => {
      const { policy, pointer } = entry.origin
      const covered = coveredInPolicy(entry, context)
      // Of two that say the same the second is one too many.
      const repeats = covered?.by.every(
        (other) =>
          (places.get(other) ?? 0) < at ||
          coveredInPolicy(other, context)?.by.includes(entry) !== true,
      )
      if (covered === undefined || repeats !== true) return []
      return [
        {
          policy,
          pointer,
          message: `${originsText(covered.by)} says all that this rule says: it changes nothing`,
          hint: 'delete the narrower rule, or narrow the broader one',
        },
      ]
    })
  },
}

function coveredInPolicy(entry: PolicyEntry, context: LintContext): Covered | undefined {
  const { policy } = entry.origin
  return coveredBy(
    entry,
    context,
    ({ value, selected, written }, { value: own, written: ownWritten }) => {
      const other = selected?.compiled.entry
      return (
        other?.origin.policy === policy &&
        value.verdict === entry.verdict &&
        value.tier === own.tier &&
        value.priority === own.priority &&
        saysNoMore(written) &&
        saysNoMore(ownWritten) &&
        value.authentication === own.authentication &&
        (other.defaultDeny || !entry.defaultDeny)
      )
    },
  )
}

/** Rules of layer 7 that let everything through are there to make requests visible. */
function saysNoMore({ l7, serverNames }: Value): boolean {
  return l7 === undefined && serverNames === undefined
}
