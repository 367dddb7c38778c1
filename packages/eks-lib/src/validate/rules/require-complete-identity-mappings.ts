import { isObject, items, pointer, text } from '../plain-data.ts'
import type { ClusterRule, Finding } from '../rule.ts'

/** A line of the aws-auth ConfigMap maps a principal, a service, or an account, and says nothing of the others. */
export const requireCompleteIdentityMappings: ClusterRule = {
  id: 'require-complete-identity-mappings',
  check: ({ config }) =>
    items(config, 'iamIdentityMappings').flatMap((mapping, index) => {
      if (!isObject(mapping)) return []
      const has = (field: string) => text(mapping, field) !== undefined
      const groups = items(mapping, 'groups').length > 0
      const finding = (message: string, hint: string): Finding => ({
        pointer: pointer('iamIdentityMappings', index),
        message,
        hint,
      })
      return [
        ...(has('serviceName') && has('arn') && has('username') && groups
          ? [finding('the mapping is of a service and of a principal', 'remove one of them')]
          : []),
        ...(has('serviceName') !== has('namespace')
          ? [finding('serviceName and namespace belong together', 'set both or neither')]
          : []),
        ...(has('account') && (groups || ['arn', 'username', 'serviceName', 'namespace'].some(has))
          ? [finding('an account is mapped whole', 'remove account, or everything else')]
          : []),
      ]
    }),
}
