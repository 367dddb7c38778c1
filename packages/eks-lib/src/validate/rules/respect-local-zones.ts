import { items, pointer, text } from '../plain-data.ts'
import type { ClusterRule } from '../rule.ts'

/** Local zones are for a VPC that eksctl makes, and have no NAT gateways of their own. */
export const respectLocalZones: ClusterRule = {
  id: 'respect-local-zones',
  check: ({ config }) => {
    if (items(config, 'localZones').length === 0) return []
    return [
      ...(text(config, 'vpc', 'id') !== undefined
        ? [
            {
              pointer: pointer('localZones'),
              message: 'eksctl makes subnets in local zones of its own VPC only, and vpc.id is set',
              hint: 'remove localZones, or vpc.id',
            },
          ]
        : []),
      ...(text(config, 'vpc', 'nat', 'gateway') === 'HighlyAvailable'
        ? [
            {
              pointer: pointer('vpc', 'nat', 'gateway'),
              message: 'a local zone has no NAT gateway, so not every zone can have one',
              hint: 'set Single or Disable',
            },
          ]
        : []),
    ]
  },
}
