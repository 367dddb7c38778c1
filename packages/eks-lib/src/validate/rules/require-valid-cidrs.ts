import type { Json } from '@skyctl/core'
import { parseCidr } from '../parse-cidr.ts'
import { entries, get, items, pointer } from '../plain-data.ts'
import type { ClusterRule, Finding } from '../rule.ts'

/** Every CIDR can be read as one, and the service CIDR, which has to be IPv4, as such. */
export const requireValidCidrs: ClusterRule = {
  id: 'require-valid-cidrs',
  check: ({ config }) => [
    ...checkCidr(get(config, 'vpc', 'cidr'), pointer('vpc', 'cidr')),
    ...['publicAccessCIDRs', 'extraCIDRs', 'extraIPv6CIDRs'].flatMap((list) =>
      items(config, 'vpc', list).flatMap((cidr, index) =>
        checkCidr(cidr, pointer('vpc', list, index)),
      ),
    ),
    ...['private', 'public'].flatMap((topology) =>
      entries(config, 'vpc', 'subnets', topology).flatMap(([name, subnet]) =>
        checkCidr(get(subnet, 'cidr'), pointer('vpc', 'subnets', topology, name, 'cidr')),
      ),
    ),
    ...checkServiceCidr(get(config, 'kubernetesNetworkConfig', 'serviceIPv4CIDR')),
  ],
}

function checkCidr(cidr: Json | undefined, at: string): readonly Finding[] {
  if (typeof cidr !== 'string' || parseCidr(cidr) !== undefined) return []
  return [
    {
      pointer: at,
      message: `'${cidr}' is not a CIDR`,
      hint: 'write address/prefix, such as 10.0.0.0/16',
    },
  ]
}

/** An IPv6 range passes eksctl and fails in EKS. */
function checkServiceCidr(cidr: Json | undefined): readonly Finding[] {
  const at = pointer('kubernetesNetworkConfig', 'serviceIPv4CIDR')
  if (typeof cidr !== 'string' || cidr === '') return []
  if (parseCidr(cidr)?.family !== 6) return checkCidr(cidr, at)
  return [
    {
      pointer: at,
      message: `'${cidr}' is an IPv6 range, and services get IPv4 addresses here`,
      hint: 'write an IPv4 CIDR, such as 172.20.0.0/16',
    },
  ]
}
