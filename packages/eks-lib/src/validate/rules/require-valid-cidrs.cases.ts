import { bootstrap, changed } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const requireValidCidrsCases: RuleCases = {
  rule: 'require-valid-cidrs',
  cases: [
    {
      title: 'passes a CIDR with host bits',
      config: changed(bootstrap, { '/vpc/publicAccessCIDRs': ['192.0.2.7/24', '2001:db8::/32'] }),
      phase: 'bootstrap',
    },
    {
      title: 'finds an address without prefix',
      config: changed(bootstrap, { '/vpc/publicAccessCIDRs/0': '192.0.2.1' }),
      phase: 'bootstrap',
      finds: ['/vpc/publicAccessCIDRs/0'],
      eksctl: 'refuses',
    },
    {
      title: 'finds a VPC of no network',
      config: changed(bootstrap, { '/vpc/cidr': '10.0.0.0/33' }),
      phase: 'bootstrap',
      finds: ['/vpc/cidr'],
      eksctl: 'refuses',
    },
    {
      title: 'finds a service network of 5 bytes',
      config: changed(bootstrap, { '/kubernetesNetworkConfig/serviceIPv4CIDR': '172.20.0.0.0/16' }),
      phase: 'bootstrap',
      finds: ['/kubernetesNetworkConfig/serviceIPv4CIDR'],
      eksctl: 'refuses',
    },
    {
      title: 'finds an IPv6 range for IPv4 services',
      config: changed(bootstrap, { '/kubernetesNetworkConfig/serviceIPv4CIDR': 'fd00::/108' }),
      phase: 'bootstrap',
      finds: ['/kubernetesNetworkConfig/serviceIPv4CIDR'],
      eksctl: 'leaves-to-aws',
    },
  ],
}
