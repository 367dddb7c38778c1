import type { ServerCases } from './testing/server-case.ts'

export const rolesCases: ServerCases = {
  rule: 'roles',
  cases: [
    { title: 'passes every verb', sample: 'Role', changes: { '/rules/0/verbs': ['*'] } },
    {
      title: 'finds no verbs',
      sample: 'Role',
      changes: { '/rules/0/verbs': [] },
      finds: ['/rules/0'],
    },
    {
      title: 'finds no resources',
      sample: 'Role',
      changes: { '/rules/0/resources': [] },
      finds: ['/rules/0/resources'],
    },
    {
      title: 'finds no groups',
      sample: 'Role',
      changes: { '/rules/0/apiGroups': undefined },
      finds: ['/rules/0'],
    },
    {
      title: 'finds URLs of a Role',
      sample: 'Role',
      changes: { '/rules': [{ nonResourceURLs: ['/x'], verbs: ['get'] }] },
      finds: ['/rules/0/nonResourceURLs'],
    },
    {
      title: 'finds URLs beside resources',
      sample: 'ClusterRole',
      changes: { '/rules/0/resources': ['pods'] },
      finds: ['/rules/0/nonResourceURLs'],
    },
    {
      title: 'finds an aggregation of nothing',
      sample: 'ClusterRole',
      changes: { '/aggregationRule': {} },
      finds: ['/aggregationRule'],
    },
    {
      title: 'finds a binding of a Role in the whole cluster',
      sample: 'ClusterRoleBinding',
      changes: { '/roleRef/kind': 'Role' },
      finds: ['/roleRef/kind'],
    },
    {
      title: 'finds a binding of another group',
      sample: 'RoleBinding',
      changes: { '/roleRef/apiGroup': 'rbac' },
      finds: ['/roleRef/apiGroup'],
    },
    {
      title: 'finds a binding of nothing',
      sample: 'RoleBinding',
      changes: { '/roleRef/name': '' },
      finds: ['/roleRef/name'],
    },
    {
      title: 'finds a subject that is none',
      sample: 'RoleBinding',
      changes: { '/subjects/0/kind': 'Robot' },
      finds: ['/subjects/0/kind'],
    },
    {
      title: 'finds a ServiceAccount of no namespace',
      sample: 'ClusterRoleBinding',
      changes: { '/subjects/0/namespace': undefined },
      finds: ['/subjects/0'],
    },
    {
      title: 'finds a ServiceAccount of a group',
      sample: 'RoleBinding',
      changes: { '/subjects/0/apiGroup': 'rbac.authorization.k8s.io' },
      finds: ['/subjects/0/apiGroup'],
    },
    {
      title: 'finds a user of no group',
      sample: 'RoleBinding',
      changes: { '/subjects/1/apiGroup': 'users' },
      finds: ['/subjects/1/apiGroup'],
    },
  ],
}
