import type { Rule, RuleFinding } from '../rule.ts'
import { type Shape, shape, shapes, text, texts } from '../shapes.ts'
import type { World } from '../world.ts'

const group = 'rbac.authorization.k8s.io'

/** RBAC roles name what they allow, and nobody but the system's own is bound to cluster-admin. */
export const banWildcardRbac: Rule = {
  id: 'ban-wildcard-rbac',
  reach: 'namespace',
  title: 'No role allows everything, and nobody is bound to cluster-admin',
  level: 'baseline',
  severity: 'error',
  reason:
    'A role with `*` allows what no review can see: every kind that is installed later, Secrets and their values, `escalate` and `impersonate`. A pod whose ServiceAccount has it is the whole cluster for whoever gets into that pod. People get their rights by access entries of EKS (`cluster.access` of the environment), so a binding to cluster-admin in Git is a way around them.',
  fix: 'List groups, resources and verbs: `skyctl` writes no RBAC of its own, so the role stands in `constructs` of an app or in `objects` of a component. A chart that insists on cluster-admin is named under `suppressions`, with the reason.',
  example: {
    bad: `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: web, namespace: shop }
rules:
- apiGroups: [""]
  resources: ["*"]
  verbs: [get]
`,
    good: `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: web, namespace: shop }
rules:
- apiGroups: [""]
  resources: [configmaps]
  verbs: [get]
`,
  },
  check: (world) => [...wildcards(world), ...adminBindings(world)],
}

function wildcards(world: World): RuleFinding[] {
  return [...world.ofKind(`${group}/Role`), ...world.ofKind(`${group}/ClusterRole`)].flatMap(
    (object) => {
      if (!object.synced) return []
      return shapes(object.manifest.rules).flatMap((rule, index) =>
        (['apiGroups', 'resources', 'verbs', 'nonResourceURLs'] as const).flatMap((part) => {
          const wild = texts(rule[part]).filter((one) => one === '*' || one === '*/*')
          if (wild.length === 0) return []
          return [
            {
              object,
              pointer: `/rules/${index}/${part}`,
              message: `it allows all ${part} that there are and will be`,
              hint: 'list what is needed',
            },
          ]
        }),
      )
    },
  )
}

function adminBindings(world: World): RuleFinding[] {
  return [
    ...world.ofKind(`${group}/ClusterRoleBinding`),
    ...world.ofKind(`${group}/RoleBinding`),
  ].flatMap((object) => {
    const { kind, name } = shape(object.manifest.roleRef)
    if (!object.synced || kind !== 'ClusterRole' || name !== 'cluster-admin') return []
    return shapes(object.manifest.subjects).flatMap((subject, index) => {
      if (isSystem(subject)) return []
      return [
        {
          object,
          pointer: `/subjects/${index}`,
          message: `it makes ${text(subject.kind) ?? 'a subject'} ${text(subject.name) ?? ''} cluster-admin, who may do everything${object.id.kind === 'RoleBinding' ? ' in this namespace' : ''}`,
          hint: 'bind a role that lists what is needed; people get access by `cluster.access` of the environment',
        },
      ]
    })
  })
}

/** Parts of the control plane. Anonymous and authenticated users are named `system:` as well, and are everybody. */
function isSystem({ kind, name, namespace }: Shape): boolean {
  if (kind === 'ServiceAccount') return namespace === 'kube-system'
  if (kind === 'Group') return name === 'system:masters' || name === 'system:nodes'
  return kind === 'User' && /^system:kube-/.test(text(name) ?? '')
}
