import { suggestionHint } from '@skyctl/core'
import { clusterRoles, roleMentions } from '../cluster-roles.ts'
import type { Rule } from '../rule.ts'

/**
 * A role that an object names is one that `cluster.yaml` creates, for that very ServiceAccount: the trust policy names
 * it, so any other gets "not authorized to perform sts:AssumeRoleWithWebIdentity". Roles of other accounts are not ours
 * to know.
 */
export const requireKnownRole: Rule = {
  id: 'require-known-role',
  check: (world) => {
    const cluster = clusterRoles(world)
    if (cluster === undefined) return []
    const byName = new Map(cluster.roles.map((role) => [role.name, role]))
    return roleMentions(world).flatMap(({ object, pointer, account, role }) => {
      if (cluster.account !== undefined && account !== cluster.account) return []
      const known = byName.get(role)
      if (known === undefined) {
        return [
          {
            object,
            pointer,
            message: `it assumes IAM role ${role}, which cluster.yaml does not create: its pods would get no credentials`,
            hint: `ask for the permissions with 'iam', which creates the role and names it (${suggestionHint(role, byName.keys())})`,
          },
        ]
      }
      if (object.id.kind !== 'ServiceAccount' || known.serviceAccount === object.key) return []
      return [
        {
          object,
          pointer,
          message: `it assumes IAM role ${role}, which trusts ${known.serviceAccount} alone: AWS would refuse it`,
          hint: 'give it a role of its own',
        },
      ]
    })
  },
}
