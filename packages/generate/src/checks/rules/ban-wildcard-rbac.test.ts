import { expect, it } from 'vitest'
import { findingsIn } from '../../testing/yaml-world.ts'
import { banWildcardRbac } from './ban-wildcard-rbac.ts'

const rbac = (kind: string, more: string) => `---
apiVersion: rbac.authorization.k8s.io/v1
kind: ${kind}
metadata: { name: a }
${more}
`
const find = (text: string) => findingsIn(banWildcardRbac, text)
const role = (rule: string) => find(rbac('ClusterRole', `rules: [{ ${rule} }]`))
const at = 'rbac.authorization.k8s.io/ClusterRole a /rules/0'

it('accepts a role that lists what it needs', () => {
  expect(role('apiGroups: [""], resources: [pods, "pods/*"], verbs: [get]')).toEqual([])
})

it('refuses a wildcard in any of its parts', () => {
  expect(role('apiGroups: ["*"], resources: [pods], verbs: [get]')).toEqual([`${at}/apiGroups`])
  expect(role('apiGroups: [""], resources: ["*"], verbs: [get]')).toEqual([`${at}/resources`])
  expect(role('apiGroups: [""], resources: [pods], verbs: ["*"]')).toEqual([`${at}/verbs`])
  expect(role('nonResourceURLs: ["*"], verbs: [get]')).toEqual([`${at}/nonResourceURLs`])
})

const bind = (subject: string, name = 'cluster-admin') =>
  find(
    rbac(
      'ClusterRoleBinding',
      `roleRef: { kind: ClusterRole, name: ${name} }\nsubjects: [${subject}]`,
    ),
  )
const subject = ['rbac.authorization.k8s.io/ClusterRoleBinding a /subjects/0']

it('refuses cluster-admin to anybody but the system', () => {
  expect(bind('{ kind: ServiceAccount, name: a, namespace: shop }')).toEqual(subject)
  expect(bind('{ kind: User, name: jane }')).toEqual(subject)
  expect(bind('{ kind: Group, name: "system:authenticated" }')).toEqual(subject)
  expect(bind('{ kind: Group, name: "system:masters" }')).toEqual([])
  expect(bind('{ kind: User, name: "system:kube-scheduler" }')).toEqual([])
})

it('lets other roles be bound', () => {
  expect(bind('{ kind: User, name: jane }', 'view')).toEqual([])
})

it('has nothing to say of an empty world', () => {
  expect(findingsIn(banWildcardRbac, '')).toEqual([])
})
