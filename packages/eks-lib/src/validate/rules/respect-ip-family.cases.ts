import { bootstrap, changed, ipv6 } from '../testing/base-configs.ts'
import type { RuleCases } from '../testing/rule-case.ts'

export const respectIpFamilyCases: RuleCases = {
  rule: 'respect-ip-family',
  cases: [
    {
      title: 'passes IPv6 without fields of IPv4',
      config: ipv6,
    },
    {
      title: 'finds a service network of IPv4',
      config: changed(ipv6, { '/kubernetesNetworkConfig/serviceIPv4CIDR': '172.20.0.0/16' }),
      finds: ['/kubernetesNetworkConfig/serviceIPv4CIDR'],
      eksctl: 'refuses',
    },
    {
      title: 'finds IPv6 without coredns',
      config: changed(ipv6, { '/addons': [{ name: 'vpc-cni' }] }),
      finds: ['/addons'],
      eksctl: 'refuses',
    },
    {
      title: 'finds vpc-cni without a role',
      config: changed(ipv6, { '/iam': {} }),
      finds: ['/addons'],
      eksctl: 'refuses',
    },
    {
      title: 'finds an IPv6 range of an IPv4 cluster',
      config: changed(bootstrap, { '/vpc/extraIPv6CIDRs': ['2001:db8::/56'] }),
      phase: 'bootstrap',
      finds: ['/vpc/extraIPv6CIDRs'],
      eksctl: 'refuses',
    },
    {
      title: 'finds a range without its pool',
      config: changed(ipv6, { '/vpc/ipv6Cidr': '2001:db8::/56' }),
      finds: ['/vpc/ipv6Cidr'],
      eksctl: 'refuses',
    },
  ],
}
