import { bootstrap, changed, ipv6 } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const forbidNatWithIpv6Cases: RuleCases = {
  rule: 'forbid-nat-with-ipv6',
  cases: [
    {
      title: 'passes NAT with IPv4',
      config: bootstrap,
      phase: 'bootstrap',
    },
    {
      title: 'finds NAT with IPv6',
      config: changed(ipv6, { '/vpc/nat': { gateway: 'Disable' } }),
      finds: ['/vpc/nat'],
      eksctl: 'refuses',
    },
  ],
}
