import { listAt } from '../../plain-data.ts'
import type { Lint } from '../lint.ts'
import { isCilium, itemOf } from '../places.ts'

/** No rule has an empty list of peers. */
export const statedPeers: Lint = {
  id: 'stated-peers',
  title: 'No rule of a Cilium policy has an empty list of peers',
  severity: 'warning',
  reason:
    'In a Cilium policy an empty list of peers, such as `fromEndpoints: []`, selects nobody, and a list that is left out everybody; in a NetworkPolicy both are everybody. One that a template left empty cuts a connection off, or makes a rule that was to deny deny nothing.',
  fix: 'Name the peers. For everybody leave the list out beside `toPorts`, or write the entity `all`; for all pods of the namespace write `[{}]`. For nobody delete the rule.',
  example: {
    bad: `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: web, namespace: shop }
spec:
  endpointSelector: {}
  ingress: [{ fromEndpoints: [], toPorts: [{ ports: [{ port: "80" }] }] }]
`,
    good: `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: web, namespace: shop }
spec:
  endpointSelector: {}
  ingress: [{ fromEndpoints: [{}], toPorts: [{ ports: [{ port: "80" }] }] }]
`,
  },
  check: ({ entries }) =>
    entries.filter(isCilium).flatMap((entry) => {
      const { l3, verdict, direction, origin } = entry
      if (l3 !== null) return []
      const item = itemOf(entry)
      const prefix = direction === 'ingress' ? 'from' : 'to'
      const empty = Object.keys(item).filter(
        (key) => key.startsWith(prefix) && listAt(item, key)?.length === 0,
      )
      return empty.map((key) => ({
        policy: origin.policy,
        pointer: `${origin.pointer}/${key}`,
        message: `an empty ${key} selects nobody: the rule ${verdict === 'deny' ? 'denies' : 'allows'} nothing`,
        hint: 'name the peers, or leave the list out for everybody',
      }))
    }),
}
