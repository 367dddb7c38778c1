import type { ServerCases } from './testing/server-case.ts'

export const metadataCases: ServerCases = {
  rule: 'metadata',
  cases: [
    {
      title: 'passes a name of the longest kind',
      sample: 'ConfigMap',
      changes: {
        '/metadata/name':
          'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb',
      },
    },
    {
      title: 'finds a name with capitals',
      sample: 'ConfigMap',
      changes: { '/metadata/name': 'Web' },
      finds: ['/metadata/name'],
    },
    {
      title: 'finds a Service whose name begins with a digit',
      sample: 'Service',
      changes: { '/metadata/name': '9lives' },
      finds: ['/metadata/name'],
    },
    {
      title: 'finds a Namespace whose name has a dot',
      sample: 'Namespace',
      changes: { '/metadata/name': 'a.b' },
      finds: ['/metadata/name'],
    },
    {
      title: 'finds a StatefulSet whose name has a dot',
      sample: 'StatefulSet',
      changes: { '/metadata/name': 'a.b' },
      finds: ['/metadata/name'],
    },
    {
      title: 'finds a CronJob whose jobs would have too long names',
      sample: 'CronJob',
      changes: { '/metadata/name': 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' },
      finds: ['/metadata/name'],
    },
    {
      title: 'passes a Role whose name has a colon',
      sample: 'Role',
      changes: { '/metadata/name': 'system:reader' },
    },
    {
      title: 'finds a Role whose name has a slash',
      sample: 'Role',
      changes: { '/metadata/name': 'a/b' },
      finds: ['/metadata/name'],
    },
    {
      title: 'passes a PodDisruptionBudget with capitals, as the API server does',
      sample: 'PodDisruptionBudget',
      changes: { '/metadata/name': 'Web' },
    },
    {
      title: 'finds metadata without name',
      sample: 'ConfigMap',
      changes: { '/metadata/name': undefined },
      finds: ['/metadata'],
    },
    {
      title: 'passes a LimitRange without name, which gets one',
      sample: 'LimitRange',
      changes: { '/metadata/name': undefined },
    },
    {
      title: 'passes a beginning of a name that ends with a dash',
      sample: 'ConfigMap',
      changes: { '/metadata/name': undefined, '/metadata/generateName': 'web-' },
    },
    {
      title: 'finds a beginning of a name with an underscore',
      sample: 'ConfigMap',
      changes: { '/metadata/name': undefined, '/metadata/generateName': 'web_' },
      finds: ['/metadata/generateName'],
    },
    {
      title: 'finds a namespace with a dot',
      sample: 'ConfigMap',
      changes: { '/metadata/namespace': 'a.b' },
      finds: ['/metadata/namespace'],
    },
    {
      title: 'passes a namespace on a kind that has none, which is dropped',
      sample: 'ClusterRole',
      changes: { '/metadata/namespace': 'A.b' },
    },
    {
      title: 'finds a label whose key has a space',
      sample: 'ConfigMap',
      changes: { '/metadata/labels': { 'a b': 'c' } },
      finds: ['/metadata/labels/a b'],
    },
    {
      title: 'finds a label whose value has a space',
      sample: 'ConfigMap',
      changes: { '/metadata/labels': { ok: 'b c' } },
      finds: ['/metadata/labels/ok'],
    },
    {
      title: 'passes an annotation whose key has capitals',
      sample: 'ConfigMap',
      changes: { '/metadata/annotations': { 'Example.com/Key': 'any value' } },
    },
    {
      title: 'finds an annotation whose key has two slashes',
      sample: 'ConfigMap',
      changes: { '/metadata/annotations': { 'a/b/c': '' } },
      finds: ['/metadata/annotations/a~1b~1c'],
    },
    {
      title: 'finds a finalizer without domain',
      sample: 'ConfigMap',
      changes: { '/metadata/finalizers': ['cleanup'] },
      finds: ['/metadata/finalizers/0'],
    },
    {
      title: 'passes a finalizer with domain',
      sample: 'ConfigMap',
      changes: { '/metadata/finalizers': ['example.com/cleanup', 'foregroundDeletion'] },
    },
    {
      title: 'finds a version of what does not exist yet',
      sample: 'ConfigMap',
      changes: { '/metadata/resourceVersion': '12' },
      finds: ['/metadata/resourceVersion'],
    },
    {
      title: 'finds two controllers',
      sample: 'ConfigMap',
      changes: {
        '/metadata/ownerReferences': [
          { apiVersion: 'v1', kind: 'Pod', name: 'a', uid: 'a', controller: true },
          { apiVersion: 'v1', kind: 'Pod', name: 'b', uid: 'b', controller: true },
        ],
      },
      finds: ['/metadata/ownerReferences'],
    },
    {
      title: 'finds an owner without name',
      sample: 'ConfigMap',
      changes: {
        '/metadata/ownerReferences': [{ apiVersion: 'v1', kind: 'Pod', name: '', uid: 'a' }],
      },
      finds: ['/metadata/ownerReferences/0/name'],
    },
    {
      title: 'finds an owner whose apiVersion names no version',
      sample: 'ConfigMap',
      changes: {
        '/metadata/ownerReferences': [{ apiVersion: 'a/b/c', kind: 'Pod', name: 'a', uid: 'a' }],
      },
      finds: ['/metadata/ownerReferences/0/apiVersion'],
    },
    {
      title: 'finds an Event that owns something',
      sample: 'ConfigMap',
      changes: {
        '/metadata/ownerReferences': [{ apiVersion: 'v1', kind: 'Event', name: 'a', uid: 'a' }],
      },
      finds: ['/metadata/ownerReferences/0'],
    },
  ],
}
