import { isIpv6 } from '../cluster-facts.ts'
import { get, pointer } from '../plain-data.ts'
import type { ClusterRule } from '../rule.ts'

/** An IPv6 cluster has no NAT setting: its nodes leave through an egress-only gateway. */
export const forbidNatWithIpv6: ClusterRule = {
  id: 'forbid-nat-with-ipv6',
  check: ({ config }) =>
    isIpv6(config) && get(config, 'vpc', 'nat') !== undefined
      ? [
          {
            pointer: pointer('vpc', 'nat'),
            message: 'vpc.nat cannot be set for an IPv6 cluster, not even to Disable',
            hint: 'remove vpc.nat',
          },
        ]
      : [],
}
