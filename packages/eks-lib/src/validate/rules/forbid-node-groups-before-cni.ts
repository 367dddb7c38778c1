import type { Json } from '@skyctl/core'
import { get, isList, isObject, pointer } from '../plain-data.ts'
import type { ClusterRule } from '../rule.ts'

/** What cannot work before there is a network for pods, and eksctl's message lists (cmdutils/configfile.go). */
const forbidden: readonly (readonly string[])[] = [
  ['nodeGroups'],
  ['managedNodeGroups'],
  ['fargateProfiles'],
  ['karpenter'],
  ['gitops'],
  ['iam', 'serviceAccounts'],
  ['iam', 'podIdentityAssociations'],
]

/**
 * The bootstrap file makes a control plane and nothing that runs on it. Stricter than eksctl's validateBareCluster, which
 * counts node groups with desiredCapacity above 0 only, before it fills in its default of 2: a group that leaves it out
 * slips past, and its nodes never become ready.
 */
export const forbidNodeGroupsBeforeCni: ClusterRule = {
  id: 'forbid-node-groups-before-cni',
  check: ({ config, phase }) =>
    phase !== 'bootstrap'
      ? []
      : forbidden
          .filter((field) => holdsSomething(get(config, ...field)))
          .map((field) => ({
            pointer: pointer(...field),
            message: `${field.join('.')} is set, but the cluster has no CNI yet: its nodes would never become ready`,
            hint: 'keep it in the full file, which is applied once the CNI runs',
          })),
}

function holdsSomething(value: Json | undefined): boolean {
  return isList(value) ? value.length > 0 : isObject(value)
}
