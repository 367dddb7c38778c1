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
  reach: 'namespace',
  title: 'Every IAM role that an object names is one of the cluster, for that ServiceAccount',
  level: 'baseline',
  severity: 'error',
  reason:
    "A ServiceAccount that names a role which does not exist, or which trusts another ServiceAccount, gets no credentials: every call to AWS fails with 'not authorized to perform sts:AssumeRoleWithWebIdentity', at run time and nowhere else. Roles of other accounts are not ours to know.",
  fix: 'Ask for the permissions with `iam` of the app or component: that creates the role in `cluster.yaml`, trusts the right ServiceAccount, and writes the annotation.',
  example: {
    bad: `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: { name: acme-live, region: eu-west-1 }
iam:
  withOIDC: true
  serviceAccounts:
  - metadata: { name: web, namespace: shop }
    roleName: acme-live-web
    attachPolicy:
      Version: "2012-10-17"
      Statement:
      - { Effect: Allow, Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::acme-reports/*"] }
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: web
  namespace: shop
  annotations:
    eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/acme-live-wbe
`,
    good: `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: { name: acme-live, region: eu-west-1 }
iam:
  withOIDC: true
  serviceAccounts:
  - metadata: { name: web, namespace: shop }
    roleName: acme-live-web
    attachPolicy:
      Version: "2012-10-17"
      Statement:
      - { Effect: Allow, Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::acme-reports/*"] }
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: web
  namespace: shop
  annotations:
    eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/acme-live-web
`,
  },
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
