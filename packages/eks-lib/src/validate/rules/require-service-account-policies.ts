import { entries, get, isObject, items, pointer, text } from '../plain-data.ts'
import type { ClusterRule } from '../rule.ts'

/** A ServiceAccount's role may do something: it exists already, or has a policy. */
export const requireServiceAccountPolicies: ClusterRule = {
  id: 'require-service-account-policies',
  check: ({ config }) =>
    items(config, 'iam', 'serviceAccounts').flatMap((account, index) => {
      const given =
        text(account, 'attachRoleARN') !== undefined ||
        get(account, 'attachPolicy') !== undefined ||
        items(account, 'attachPolicyARNs').length > 0 ||
        entries(account, 'wellKnownPolicies').some(([, value]) => value === true)
      return given || !isObject(account)
        ? []
        : [
            {
              pointer: pointer('iam', 'serviceAccounts', index),
              message: `the role of ${text(account, 'metadata', 'name') ?? 'this ServiceAccount'} would be allowed nothing`,
              hint: 'set attachPolicy, attachPolicyARNs, wellKnownPolicies or attachRoleARN',
            },
          ]
    }),
}
