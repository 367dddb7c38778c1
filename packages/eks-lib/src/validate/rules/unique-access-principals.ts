import { items, pointer, text } from '../plain-data.ts'
import type { ClusterRule } from '../rule.ts'

/** A principal has one access entry: EKS keeps them by principal. */
export const uniqueAccessPrincipals: ClusterRule = {
  id: 'unique-access-principals',
  check: ({ config }) => {
    const first = new Map<string, number>()
    return items(config, 'accessConfig', 'accessEntries').flatMap((entry, index) => {
      const principal = text(entry, 'principalARN')
      if (principal === undefined) return []
      const other = first.get(principal)
      if (other === undefined) {
        first.set(principal, index)
        return []
      }
      return [
        {
          pointer: pointer('accessConfig', 'accessEntries', index, 'principalARN'),
          message: `${principal} has an access entry at accessEntries[${other}] already`,
          hint: 'put all its accessPolicies into one entry',
        },
      ]
    })
  },
}
