import { clusterRoles, roleMentions } from '../cluster-roles.ts'
import type { Rule, RuleFinding } from '../rule.ts'

/**
 * A role of `cluster.yaml` has a ServiceAccount that may assume it and that is told to: permissions that nobody can use
 * are either a mistake or a risk. What waits for a fact counts as there.
 */
export const requireUsedRole: Rule = {
  id: 'require-used-role',
  check: (world) => {
    const cluster = clusterRoles(world)
    if (cluster === undefined) return []
    const mentioned = new Set(
      roleMentions(world)
        .filter(({ account }) => cluster.account === undefined || account === cluster.account)
        .map(({ role }) => role),
    )
    return cluster.roles.flatMap(({ name, serviceAccount, pointer }): RuleFinding[] => {
      const found = { object: cluster.config, pointer }
      if (world.isPending(serviceAccount)) return []
      if (world.get(serviceAccount) === undefined) {
        return [
          {
            ...found,
            message: `IAM role ${name} is for ${serviceAccount}, which neither the tree nor a chart creates: nobody could ever assume it`,
            hint: 'correct the name or namespace of the ServiceAccount, declare the workload of the chart that runs as it, or remove the role',
          },
        ]
      }
      if (mentioned.has(name)) return []
      return [
        {
          ...found,
          message: `nothing tells ${serviceAccount} to assume IAM role ${name}: its pods would run without the permissions`,
          hint: 'annotate the ServiceAccount with eks.amazonaws.com/role-arn, in its manifest or by the values of its chart',
        },
      ]
    })
  },
}
