import { clusterRoles, roleMentions } from '../cluster-roles.ts'
import type { Rule, RuleFinding } from '../rule.ts'

/**
 * A role of `cluster.yaml` has a ServiceAccount that may assume it and that is told to: permissions that nobody can use
 * are either a mistake or a risk. What waits for a fact counts as there.
 */
export const requireUsedRole: Rule = {
  id: 'require-used-role',
  reach: 'environment',
  title: 'Every IAM role of the cluster has a ServiceAccount that is told to assume it',
  level: 'baseline',
  severity: 'error',
  reason:
    'A role whose ServiceAccount does not exist, or does not name it, is a permission that nobody uses: either a mistake, and the pods run without what they need, or a leftover that anybody may use who can create that ServiceAccount.',
  fix: 'Correct the ServiceAccount, declare the workload of the chart that runs as it (`workloads` of the component), annotate it with `eks.amazonaws.com/role-arn` in its manifest or by the values of its chart, or remove `iam`.',
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
    if (cluster === undefined || cluster.roles.length === 0) return []
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
