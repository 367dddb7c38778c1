import { contains, formatPrefix, type Prefix, parsePrefix } from '../../identities/prefix.ts'
import type { Lint } from '../lint.ts'

/** Who is denied by address is outside of the cluster. */
export const deniedPodsByLabel: Lint = {
  id: 'denied-pods-by-label',
  title: 'Rules that deny addresses are for peers outside of the cluster',
  severity: 'warning',
  reason:
    'A CIDR is for the world: pods and nodes are known by their identity, and no CIDR selects them, whatever their addresses are. A rule that denies a private network, where those of pods and nodes lie, reads as if it isolated them, and denies them nothing.',
  fix: 'Deny pods by `fromEndpoints` or `toEndpoints`, nodes by the entities `host` and `remote-node`, all of them by `cluster`. Where only hosts outside of the cluster are meant, deny the networks in which they lie, or leave a suppression that says so.',
  example: {
    bad: `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: web, namespace: shop }
spec:
  endpointSelector: {}
  egressDeny: [{ toCIDR: [10.0.0.0/8] }]
`,
    good: `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: web, namespace: shop }
spec:
  endpointSelector: {}
  egressDeny: [{ toEntities: [cluster] }]
`,
  },
  check: ({ entries, profile: { cidrMatchMode }, dialect }) => {
    if (dialect !== 'cilium' || cidrMatchMode.includes('pods')) return []
    return entries.flatMap(({ verdict, l3, origin: { policy, pointer } }) => {
      if (verdict !== 'deny') return []
      const inside = (l3 ?? []).flatMap((selector) =>
        selector.type === 'cidr' && privateNetworks.some((one) => overlaps(one, selector.prefix))
          ? [formatPrefix(selector.prefix)]
          : [],
      )
      if (inside.length === 0) return []
      return [
        {
          policy,
          pointer,
          message: `${inside.join(', ')} selects no pod and no node, whatever their addresses are: nothing inside of the cluster is denied`,
          hint: 'deny pods by their labels, and nodes by the entities host and remote-node',
        },
      ]
    })
  },
}

/** Where clusters lie. Source: RFC 1918, RFC 6598, RFC 4193. */
const privateNetworks = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  'fc00::/7',
].flatMap((text) => parsePrefix(text) ?? [])

function overlaps(a: Prefix, b: Prefix): boolean {
  return contains(a, b) || contains(b, a)
}
