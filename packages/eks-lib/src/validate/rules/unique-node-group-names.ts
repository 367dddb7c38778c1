import { nodeGroups } from '../node-groups.ts'
import { text } from '../plain-data.ts'
import type { ClusterRule } from '../rule.ts'

/** No two node groups share a name, managed or not: a stack is named after each. */
export const uniqueNodeGroupNames: ClusterRule = {
  id: 'unique-node-group-names',
  check: ({ config }) => {
    const first = new Map<string, string>()
    return nodeGroups(config).flatMap(({ group, pointer }) => {
      const name = text(group, 'name')
      if (name === undefined) return []
      const other = first.get(name)
      if (other === undefined) {
        first.set(name, pointer)
        return []
      }
      return [
        {
          pointer: `${pointer}/name`,
          message: `'${name}' names the node group at ${other} too: both would be one CloudFormation stack`,
          hint: 'rename one of them; managedNodeGroups and nodeGroups count together',
        },
      ]
    })
  },
}
