import { get, isObject, pointer } from '../plain-data.ts'
import type { ClusterRule } from '../rule.ts'

/** `vpc.nat` says which gateway: without it `create cluster` crashes instead of taking its default (configfile.go). */
export const requireNatGateway: ClusterRule = {
  id: 'require-nat-gateway',
  check: ({ config }) => {
    const nat = get(config, 'vpc', 'nat')
    if (!isObject(nat) || get(nat, 'gateway') !== undefined) return []
    return [
      {
        pointer: pointer('vpc', 'nat'),
        message: 'vpc.nat sets no gateway, and `eksctl create cluster` crashes on that',
        hint: 'set gateway to HighlyAvailable, Single or Disable, or remove vpc.nat',
      },
    ]
  },
}
