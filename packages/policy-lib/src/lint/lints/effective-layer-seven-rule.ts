import { lifts } from '../../engine/traffic.ts'
import { isPlain } from '../../engine/value.ts'
import type { PolicyEntry } from '../../lower/policy-entry.ts'
import { type Covered, coveredBy } from '../covered-rows.ts'
import type { Lint } from '../lint.ts'
import type { LintContext } from '../lint-context.ts'
import { originsText } from '../origins.ts'

/** Rules of layer 7 restrict something. */
export const effectiveLayerSevenRule: Lint = {
  id: 'effective-layer-seven-rule',
  title: 'No rule of layer 7 is voided by one that allows the port whole',
  severity: 'warning',
  reason:
    'Rules add up: where one allows some paths of a port and another the whole port for the same peers, everything passes, and the list of paths is decoration. The same happens where nothing denies by default. Traffic still goes through the proxy, which costs time and restricts nothing.',
  fix: 'Narrow the broader rule to other ports or peers, or delete the list of paths. Deny by default in the direction of the rule.',
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
  - fromEndpoints: [{}]
    toPorts: [{ ports: [{ port: "80", protocol: TCP }], rules: { http: [{ method: GET, path: /public/.* }] } }]
  - fromEntities: [cluster]
    toPorts: [{ ports: [{ port: "80", protocol: TCP }] }]
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
  - fromEndpoints: [{}]
    toPorts: [{ ports: [{ port: "80", protocol: TCP }], rules: { http: [{ method: GET, path: /public/.* }] } }]
  - fromEntities: [cluster]
    toPorts: [{ ports: [{ port: "9090", protocol: TCP }] }]
`,
  },
  check: (context) =>
    context.entries.flatMap((entry) => {
      if (entry.verdict !== 'allow' || !restricts(entry)) return []
      const why = voided(entry, context)
      if (why === undefined) return []
      const { policy, pointer } = entry.origin
      return [
        {
          policy,
          pointer: `${pointer}/toPorts`,
          message: `the rules of layer 7 restrict nothing: ${why}`,
          hint: 'narrow the broader rule, or delete the rules of layer 7',
        },
      ]
    }),
}

/** Every part has rules of layer 7, and one of them that does not let everything through. */
function restricts({ l4 }: PolicyEntry): boolean {
  return (
    l4.length > 0 &&
    l4.every(({ l7, serverNames }) => l7 !== undefined || serverNames !== undefined) &&
    l4.some(
      ({ l7, serverNames }) =>
        serverNames !== undefined ||
        (l7 !== undefined &&
          (l7.type !== 'http' || l7.rules.every((rule) => Object.keys(rule).length > 0)) &&
          (l7.type !== 'dns' || l7.rules.every(({ matchPattern }) => matchPattern !== '*'))),
    )
  )
}

function voided(entry: PolicyEntry, context: LintContext): string | undefined {
  const groups = context.groupsOf(entry)
  if (groups.length > 0 && groups.every(({ defaultDeny }) => defaultDeny === 'no')) {
    return `nothing denies ${entry.direction} by default, so that everything else passes as well`
  }
  const covered: Covered | undefined = coveredBy(
    entry,
    context,
    (row, { value }) =>
      row.value.verdict === 'allow' && isPlain(row.value) && lifts(row.value, value),
  )
  return covered === undefined
    ? undefined
    : `the same peers and ports are allowed whole by ${originsText(covered.by)}`
}
