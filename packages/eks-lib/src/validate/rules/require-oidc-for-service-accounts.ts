import { get, items, pointer } from '../plain-data.ts'
import type { ClusterRule } from '../rule.ts'

/**
 * Roles of ServiceAccounts, and Karpenter's, need the cluster's OIDC provider. It is off unless `iam.withOIDC` is true:
 * leaving it out counts as false (defaults.go).
 */
export const requireOidcForServiceAccounts: ClusterRule = {
  id: 'require-oidc-for-service-accounts',
  check: ({ config }) => {
    if (get(config, 'iam', 'withOIDC') === true) return []
    const accounts = items(config, 'iam', 'serviceAccounts').length
    const karpenter = get(config, 'karpenter') !== undefined
    if (accounts === 0 && !karpenter) return []
    return [
      {
        pointer: pointer('iam'),
        message: `withOIDC is not true, and ${accounts > 0 ? 'iam.serviceAccounts are roles' : 'karpenter has a role'} that the OIDC provider lets pods assume`,
        hint: 'set iam.withOIDC: true',
      },
    ]
  },
}
