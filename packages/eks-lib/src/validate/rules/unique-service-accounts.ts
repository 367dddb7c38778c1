import { isObject, items, pointer, text } from '../plain-data.ts'
import type { ClusterRule } from '../rule.ts'

/** A ServiceAccount has a name, and one role: no two entries of `iam.serviceAccounts` are for the same one. */
export const uniqueServiceAccounts: ClusterRule = {
  id: 'unique-service-accounts',
  check: ({ config }) => {
    const first = new Map<string, number>()
    return items(config, 'iam', 'serviceAccounts').flatMap((account, index) => {
      if (!isObject(account)) return []
      const at = pointer('iam', 'serviceAccounts', index, 'metadata')
      const name = text(account, 'metadata', 'name')
      if (name === undefined) {
        return [
          {
            pointer: at,
            message: 'the ServiceAccount has no name',
            hint: 'set metadata.name',
          },
        ]
      }
      const key = `${text(account, 'metadata', 'namespace') ?? 'default'}/${name}`
      const other = first.get(key)
      if (other === undefined) {
        first.set(key, index)
        return []
      }
      return [
        {
          pointer: at,
          message: `${key} has a role at iam.serviceAccounts[${other}] already, and can assume one only`,
          hint: 'join the two entries',
        },
      ]
    })
  },
}
