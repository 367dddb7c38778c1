import type { Json } from '@skyctl/core'
import { entries, get, isObject, items, pointer, text } from '../plain-data.ts'
import type { ClusterRule, Finding } from '../rule.ts'

/** A pod identity association names its ServiceAccount, and has either a role that exists or policies for a new one. */
export const requirePodIdentityRole: ClusterRule = {
  id: 'require-pod-identity-role',
  check: ({ config }) => [
    ...items(config, 'iam', 'podIdentityAssociations').flatMap((association, index) =>
      checkAssociation(association, pointer('iam', 'podIdentityAssociations', index)),
    ),
    ...items(config, 'addons').flatMap((addon, addonIndex) =>
      items(addon, 'podIdentityAssociations').flatMap((association, index) =>
        checkAssociation(
          association,
          pointer('addons', addonIndex, 'podIdentityAssociations', index),
        ),
      ),
    ),
  ],
}

function checkAssociation(association: Json, at: string): readonly Finding[] {
  if (!isObject(association)) return []
  const policies = [
    ...(entries(association, 'permissionPolicy').length > 0 ? ['permissionPolicy'] : []),
    ...(items(association, 'permissionPolicyARNs').length > 0 ? ['permissionPolicyARNs'] : []),
    ...(entries(association, 'wellKnownPolicies').some(([, value]) => value === true)
      ? ['wellKnownPolicies']
      : []),
  ]
  const role = text(association, 'roleARN')
  const policyName = text(association, 'permissionPolicyName')
  const missing = ['namespace', 'serviceAccountName'].filter(
    (field) => get(association, field) === undefined || get(association, field) === '',
  )
  return [
    ...missing.map((field) => ({
      pointer: at,
      message: `${field} is not set, so the association is for no ServiceAccount`,
      hint: `set ${field}`,
    })),
    ...(role === undefined && policies.length === 0
      ? [
          {
            pointer: at,
            message: 'the association has neither a role nor policies for one',
            hint: 'set roleARN, permissionPolicy, permissionPolicyARNs or wellKnownPolicies',
          },
        ]
      : []),
    ...(role !== undefined && policies.length > 0
      ? [
          {
            pointer: `${at}/roleARN`,
            message: `an existing role (roleARN) gets no policies, but ${policies.join(' and ')} is set`,
            hint: 'keep one of them',
          },
        ]
      : []),
    ...(policyName !== undefined &&
    (!policies.includes('permissionPolicy') || !/[a-zA-Z0-9]/.test(policyName))
      ? [
          {
            pointer: `${at}/permissionPolicyName`,
            message: `'${policyName}' names no policy: it goes with permissionPolicy, and has a letter or digit`,
            hint: 'set permissionPolicy, or remove permissionPolicyName',
          },
        ]
      : []),
  ]
}
