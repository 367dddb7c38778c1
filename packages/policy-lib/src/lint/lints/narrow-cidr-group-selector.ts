import { get, isRecord, listAt } from '../../plain-data.ts'
import type { Lint } from '../lint.ts'
import { itemOf } from '../places.ts'

/** A selector of CIDR groups is not empty. */
export const narrowCidrGroupSelector: Lint = {
  id: 'narrow-cidr-group-selector',
  title: 'No selector of CIDR groups is empty, which is everybody',
  severity: 'warning',
  reason:
    'An empty `cidrGroupSelector` does not mean every CiliumCIDRGroup: it becomes the selector of everybody, all pods, nodes and addresses of the world, whether there is a group or not.',
  fix: 'Select the groups by a label of theirs, or name one with `cidrGroupRef`. Where everybody is meant, write the entity `all`, so that a reader sees it.',
  example: {
    bad: `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: web, namespace: shop }
spec:
  endpointSelector: {}
  egress: [{ toCIDRSet: [{ cidrGroupSelector: {} }] }]
`,
    good: `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: web, namespace: shop }
spec:
  endpointSelector: {}
  egress: [{ toCIDRSet: [{ cidrGroupSelector: { matchLabels: { owner: partner } } }] }]
`,
  },
  check: ({ entries }) =>
    entries.flatMap((entry) => {
      const member = entry.direction === 'ingress' ? 'fromCIDRSet' : 'toCIDRSet'
      const { policy, pointer } = entry.origin
      return (listAt(itemOf(entry), member) ?? []).flatMap((one, index) => {
        const selector = get(one, 'cidrGroupSelector')
        const isEverybody =
          isRecord(selector) &&
          Object.keys(get(selector, 'matchLabels') ?? {}).length === 0 &&
          (listAt(selector, 'matchExpressions') ?? []).length === 0 &&
          (listAt(one, 'except') ?? []).length === 0
        if (!isEverybody) return []
        return [
          {
            policy,
            pointer: `${pointer}/${member}/${index}/cidrGroupSelector`,
            message: `an empty cidrGroupSelector is everybody, pods and nodes included: the rule ${entry.verdict === 'deny' ? 'denies' : 'allows'} all of them`,
            hint: 'select the groups by a label, or name one with cidrGroupRef',
          },
        ]
      })
    }),
}
