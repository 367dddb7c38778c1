import type { JsonObject } from '@skyctl/core'
import { nodeGroups } from '../node-groups.ts'
import { parseArn } from '../parse-arn.ts'
import { entries, get, items, text, pointer as toPointer } from '../plain-data.ts'
import type { ClusterRule } from '../rule.ts'

/**
 * A node group uses a role that exists, or describes one, never both; a policy is named by its ARN. Pods that cannot reach
 * the metadata service (disablePodIMDS) cannot use the node's add-on policies either. ARNs of managed groups' policies are
 * stricter than eksctl, which parses those of self-managed groups only.
 */
export const chooseNodeRole: ClusterRule = {
  id: 'choose-node-role',
  check: ({ config }) =>
    nodeGroups(config).flatMap(({ group, managed, pointer, label }) => {
      const addonPolicies = enabledAddonPolicies(group)
      const existing = ['instanceRoleARN', ...(managed ? [] : ['instanceProfileARN'])].filter(
        (field) => text(group, 'iam', field) !== undefined,
      )
      const described = [
        ...['instanceRoleName', 'instanceRolePermissionsBoundary'].filter(
          (field) => text(group, 'iam', field) !== undefined,
        ),
        ...(get(group, 'iam', 'attachPolicy') === undefined ? [] : ['attachPolicy']),
        ...(items(group, 'iam', 'attachPolicyARNs').length > 0 ? ['attachPolicyARNs'] : []),
        ...addonPolicies,
      ]
      return [
        ...existing.flatMap((field) =>
          described.map((other) => ({
            pointer: `${pointer}/iam/${field}`,
            message: `node group ${label} uses an existing role (iam.${field}) and describes a new one (iam.${other.replace('/', '.')})`,
            hint: 'keep one of them',
          })),
        ),
        ...(get(group, 'disablePodIMDS') === true ? addonPolicies : []).map((policy) => ({
          pointer: `${pointer}/iam/${policy}`,
          message: `node group ${label} gives pods this policy through the node's role, which disablePodIMDS keeps them from`,
          hint: 'give a ServiceAccount a role of its own instead',
        })),
        ...items(group, 'iam', 'attachPolicyARNs').flatMap((arn, index) =>
          typeof arn === 'string' && parseArn(arn) === undefined
            ? [
                {
                  pointer: pointer + toPointer('iam', 'attachPolicyARNs', index),
                  message: `'${arn}' is not the ARN of a policy`,
                  hint: 'write arn:aws:iam::aws:policy/<name>',
                },
              ]
            : [],
        ),
        ...(!managed &&
        addonPolicies.includes('withAddonPolicies/albIngress') &&
        addonPolicies.includes('withAddonPolicies/awsLoadBalancerController')
          ? [
              {
                pointer: `${pointer}/iam/withAddonPolicies/albIngress`,
                message:
                  'albIngress is the old name of awsLoadBalancerController, and both are set',
                hint: 'remove albIngress',
              },
            ]
          : []),
      ]
    }),
}

function enabledAddonPolicies(group: JsonObject): readonly string[] {
  return entries(group, 'iam', 'withAddonPolicies')
    .filter(([, value]) => value === true)
    .map(([policy]) => `withAddonPolicies/${policy}`)
}
