import type { NameSelector } from '../../fqdn/match-pattern.ts'
import { nameIdentities } from '../../identities/external.ts'
import type { Lint } from '../lint.ts'

/** Names that are allowed are learned by the DNS proxy. */
export const learnedName: Lint = {
  id: 'learned-name',
  title: 'Every name that may be connected to may be looked up through the DNS proxy',
  severity: 'warning',
  reason:
    'Cilium knows the addresses of a name only from answers that its DNS proxy has seen, and the proxy sees a query only where a rule with `rules.dns` allows it. Without one for the same pods `toFQDNs` never matches an address and every connection is denied; where other pods of a node have such a rule it works by chance, on that node.',
  fix: 'Beside `toFQDNs` allow port 53 to the DNS servers with `rules.dns` for the same names. Every builder of policy-lib for names makes both.',
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
  - toEntities: [cluster]
    toPorts: [{ ports: [{ port: "53", protocol: ANY }] }]
  - toFQDNs: [{ matchName: api.example.com }]
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
  - toEntities: [cluster]
    toPorts:
    - ports: [{ port: "53", protocol: ANY }]
      rules: { dns: [{ matchName: api.example.com }] }
  - toFQDNs: [{ matchName: api.example.com }]
`,
  },
  check: ({ entries, engine, profile, groupsOf }) =>
    entries.flatMap((entry) =>
      (entry.l3 ?? []).flatMap((peer) => {
        if (peer.type !== 'fqdn') return []
        const options = {
          profile,
          isNamed: true,
          hasNetworks: false,
          hasNames: true,
          isQueried: false,
        }
        const [identity] = nameIdentities(nameLike(peer.selector), options)
        if (identity === undefined) return []
        const learned = groupsOf(entry).map((group) => engine.names.learns(group, identity))
        const worst = (['no', 'maybe'] as const).find((one) => learned.includes(one))
        if (worst === undefined) return []
        const { policy, pointer } = entry.origin
        const name = peer.selector.matchName ?? peer.selector.matchPattern ?? ''
        return [
          {
            policy,
            pointer: `${pointer}/toFQDNs`,
            message:
              worst === 'no'
                ? `no rule for DNS lets the proxy see queries for ${name}: its addresses stay unknown, and the rule allows nothing`
                : `the proxy sees queries for ${name} only where another pod of the node asks: the rule works by chance`,
            hint: 'allow port 53 with rules.dns for the same names in the same policy',
          },
        ]
      }),
    ),
}

/** A name that a selector selects. */
function nameLike({ matchName, matchPattern = '' }: NameSelector): string {
  return matchName ?? matchPattern.replaceAll(/\*+/g, 'x')
}
