import { items, pointer } from '../plain-data.ts'
import type { ClusterRule } from '../rule.ts'

/** The control plane stands in two zones at least: EKS asks for subnets in two. Without the field eksctl chooses three. */
export const requireTwoZones: ClusterRule = {
  id: 'require-two-zones',
  check: ({ config }) => {
    const zones = items(config, 'availabilityZones')
    if (zones.length === 0) return []
    const different = new Set(zones).size
    if (different >= 2) return []
    return [
      {
        pointer: pointer('availabilityZones'),
        message: `${different === zones.length ? 'one zone is' : 'one zone, repeated, is'} listed, and EKS needs subnets in two`,
        hint: 'list two or three zones of the region, or leave the field out',
      },
    ]
  },
}
