import { hasSubnets } from '../cluster-facts.ts'
import { parseCidr } from '../parse-cidr.ts'
import { items, pointer, text } from '../plain-data.ts'
import type { ClusterRule } from '../rule.ts'

/**
 * The VPC that eksctl makes is an IPv4 range between /16 and /24, for at most eight zones: it is cut into a public and a
 * private subnet for each (vpc/vpc.go, SetSubnets).
 */
export const limitVpcSize: ClusterRule = {
  id: 'limit-vpc-size',
  check: ({ config }) => {
    if (hasSubnets(config)) return []
    const cidr = parseCidr(text(config, 'vpc', 'cidr') ?? '')
    const zones = items(config, 'availabilityZones').length + items(config, 'localZones').length
    return [
      ...(cidr !== undefined && (cidr.family !== 4 || cidr.prefix < 16 || cidr.prefix > 24)
        ? [
            {
              pointer: pointer('vpc', 'cidr'),
              message: 'eksctl cuts a new VPC into subnets only between /16 and /24, IPv4',
              hint: 'use a /16 to /24, or give the subnets of an existing VPC',
            },
          ]
        : []),
      ...(zones > 8
        ? [
            {
              pointer: pointer('availabilityZones'),
              message: `${zones} zones would need ${zones * 2} subnets, and eksctl makes 16 at most`,
              hint: 'list eight zones or fewer',
            },
          ]
        : []),
    ]
  },
}
