import type { Json } from '@skyctl/core'
import { nodeGroups } from '../node-groups.ts'
import { get, pointer } from '../plain-data.ts'
import type { ClusterRule, Finding } from '../rule.ts'

const plainName = /^[a-zA-Z0-9]([-a-zA-Z0-9]{0,61}[a-zA-Z0-9])?$/

/**
 * The names of the cluster and its node groups are letters, digits and hyphens, at most 63: they become parts of
 * CloudFormation stacks' names and values of node labels. Stricter than eksctl, which holds managed groups against the
 * label's syntax only, and a cluster without managed groups against the characters only.
 */
export const requirePlainNames: ClusterRule = {
  id: 'require-plain-names',
  check: ({ config }) => [
    ...checkName(get(config, 'metadata', 'name'), pointer('metadata', 'name')),
    ...nodeGroups(config).flatMap(({ group, pointer: at }) =>
      checkName(get(group, 'name'), `${at}/name`),
    ),
  ],
}

function checkName(name: Json | undefined, at: string): readonly Finding[] {
  if (typeof name !== 'string' || plainName.test(name)) return []
  return [
    {
      pointer: at,
      message: `'${name}' cannot name a CloudFormation stack and the label of its nodes`,
      hint: 'use letters, digits and hyphens, at most 63, no hyphen at an end',
    },
  ]
}
