import type { JsonObject } from '@skyctl/core'
import { entries, get, isObject, items, pointer, text } from '../plain-data.ts'
import type { ClusterRule, Finding } from '../rule.ts'

const namespaceName = /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/

/**
 * An add-on names a namespace where it chooses one, and gets its rights in one way: IRSA with one policy
 * provider, pod identity associations of its own, or those that EKS recommends.
 */
export const chooseAddonCredentials: ClusterRule = {
  id: 'choose-addon-credentials',
  check: ({ config }) =>
    items(config, 'addons').flatMap((addon, index) =>
      isObject(addon) ? checkAddon(addon, pointer('addons', index)) : [],
    ),
}

function checkAddon(addon: JsonObject, at: string): readonly Finding[] {
  const name = text(addon, 'name')
  const namespace = text(addon, 'namespaceConfig', 'namespace')
  const associations = items(addon, 'podIdentityAssociations')
  const irsa = [
    ...(text(addon, 'serviceAccountRoleARN') === undefined ? [] : ['serviceAccountRoleARN']),
    ...(items(addon, 'attachPolicyARNs').length > 0 ? ['attachPolicyARNs'] : []),
    ...(get(addon, 'attachPolicy') === undefined ? [] : ['attachPolicy']),
    ...(entries(addon, 'wellKnownPolicies').some(([, value]) => value === true)
      ? ['wellKnownPolicies']
      : []),
  ]
  const recommended = get(addon, 'useDefaultPodIdentityAssociations') === true
  const ways = [
    ...irsa,
    ...(associations.length > 0 ? ['podIdentityAssociations'] : []),
    ...(recommended ? ['useDefaultPodIdentityAssociations'] : []),
  ]
  return [
    ...(namespace !== undefined && !namespaceName.test(namespace)
      ? [
          {
            pointer: `${at}/namespaceConfig/namespace`,
            message: `'${namespace}' names no namespace`,
            hint: 'use at most 63 lower-case letters, digits and hyphens',
          },
        ]
      : []),
    ...(ways.length > 1
      ? [
          {
            pointer: at,
            message: `add-on ${name} gets its rights in ${ways.length} ways: ${ways.join(', ')}`,
            hint: 'keep one of them',
          },
        ]
      : []),
    ...(name?.toLowerCase() === 'eks-pod-identity-agent' && associations.length > 0
      ? [
          {
            pointer: `${at}/podIdentityAssociations`,
            message: 'the agent that hands out pod identities cannot have one',
            hint: 'remove podIdentityAssociations',
          },
        ]
      : []),
    ...associations.flatMap((association, index) =>
      ['wellKnownPolicies', 'tags'].flatMap((field) =>
        field === 'tags'
          ? get(association, field) === undefined
            ? []
            : [unsupported(at, index, field)]
          : entries(association, field).some(([, value]) => value === true)
            ? [unsupported(at, index, field)]
            : [],
      ),
    ),
  ]
}

function unsupported(at: string, index: number, field: string): Finding {
  return {
    pointer: `${at}/podIdentityAssociations/${index}/${field}`,
    message: `${field} cannot be set for an association of an add-on`,
    hint: 'remove it',
  }
}
