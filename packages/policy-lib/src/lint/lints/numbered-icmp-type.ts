import type { Lint } from '../lint.ts'

/** No rule asks for the ICMP type 0. */
export const numberedIcmpType: Lint = {
  id: 'numbered-icmp-type',
  title: 'No network policy asks for ICMP type 0, which is every type',
  severity: 'warning',
  reason:
    'The type of ICMP is a port to Cilium, and port 0 is every port: `type: 0`, `type: EchoReply` and any negative number allow (or deny) all of ICMP of that family, redirects and router advertisements included.',
  fix: 'Name the types that are needed. Replies to a request belong to its connection and need no rule of their own, so `EchoReply` is never needed.',
  example: {
    bad: `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: ping, namespace: shop }
spec:
  endpointSelector: {}
  ingress:
  - fromEntities: [cluster]
    icmps: [{ fields: [{ type: EchoReply, family: IPv4 }] }]
`,
    good: `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: ping, namespace: shop }
spec:
  endpointSelector: {}
  ingress:
  - fromEntities: [cluster]
    icmps: [{ fields: [{ type: EchoRequest, family: IPv4 }] }]
`,
  },
  check: ({ entries }) =>
    entries.flatMap(({ l4, verdict, origin: { policy, pointer } }) => {
      const all = l4.flatMap(({ ports }) =>
        ports.filter(
          ({ protocol, port }) => (protocol === 'ICMP' || protocol === 'ICMPv6') && port === 0,
        ),
      )
      const [first] = all
      if (first === undefined) return []
      return [
        {
          policy,
          pointer: `${pointer}/icmps`,
          message: `type 0 is every type to Cilium: the rule ${verdict === 'deny' ? 'denies' : 'allows'} all of ${first.protocol}`,
          hint: 'name the types that are needed; replies belong to their request and need no rule',
        },
      ]
    }),
}
