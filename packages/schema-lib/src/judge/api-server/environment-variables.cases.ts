import type { ServerCases } from './testing/server-case.ts'

export const environmentVariablesCases: ServerCases = {
  rule: 'environment-variables',
  cases: [
    {
      title: 'passes a name with a dot and a slash',
      sample: 'Pod',
      changes: { '/spec/containers/0/env/0/name': 'a.b/c' },
    },
    {
      title: 'finds an empty name',
      sample: 'Pod',
      changes: { '/spec/containers/0/env/0/name': '' },
      finds: ['/spec/containers/0/env/0/name'],
    },
    {
      title: "finds a name with '='",
      sample: 'Pod',
      changes: { '/spec/containers/0/env/0/name': 'A=B' },
      finds: ['/spec/containers/0/env/0/name'],
    },
    {
      title: 'finds a value beside a source',
      sample: 'Pod',
      changes: { '/spec/containers/0/env/1/value': 'x' },
      finds: ['/spec/containers/0/env/1/valueFrom'],
    },
    {
      title: 'finds no source',
      sample: 'Pod',
      changes: { '/spec/containers/0/env/1/valueFrom': {} },
      finds: ['/spec/containers/0/env/1/valueFrom'],
    },
    {
      title: 'finds two sources',
      sample: 'Pod',
      changes: { '/spec/containers/0/env/1/valueFrom/secretKeyRef': { name: 'a', key: 'b' } },
      finds: ['/spec/containers/0/env/1/valueFrom'],
    },
    {
      title: 'finds a field that pods are not told',
      sample: 'Pod',
      changes: { '/spec/containers/0/env/1/valueFrom/fieldRef/fieldPath': 'spec.containers' },
      finds: ['/spec/containers/0/env/1/valueFrom/fieldRef/fieldPath'],
    },
    {
      title: 'finds a label whose key is none',
      sample: 'Pod',
      changes: {
        '/spec/containers/0/env/2/valueFrom/fieldRef/fieldPath': "metadata.labels['a b']",
      },
      finds: ['/spec/containers/0/env/2/valueFrom/fieldRef/fieldPath'],
    },
    {
      title: 'finds a field of another version',
      sample: 'Pod',
      changes: { '/spec/containers/0/env/1/valueFrom/fieldRef/apiVersion': 'v2' },
      finds: ['/spec/containers/0/env/1/valueFrom/fieldRef/apiVersion'],
    },
    {
      title: 'finds a resource that pods are not told',
      sample: 'Pod',
      changes: { '/spec/containers/0/env/3/valueFrom/resourceFieldRef/resource': 'limits.gpu' },
      finds: ['/spec/containers/0/env/3/valueFrom/resourceFieldRef/resource'],
    },
    {
      title: 'finds a divisor of memory for CPU',
      sample: 'Pod',
      changes: { '/spec/containers/0/env/3/valueFrom/resourceFieldRef/divisor': '1Mi' },
      finds: ['/spec/containers/0/env/3/valueFrom/resourceFieldRef/divisor'],
    },
    {
      title: 'finds a key that is no name of a file',
      sample: 'Pod',
      changes: { '/spec/containers/0/env/4/valueFrom/configMapKeyRef/key': 'a/b' },
      finds: ['/spec/containers/0/env/4/valueFrom/configMapKeyRef/key'],
    },
    {
      title: 'finds a ConfigMap without name',
      sample: 'Pod',
      changes: { '/spec/containers/0/env/4/valueFrom/configMapKeyRef/name': undefined },
      finds: ['/spec/containers/0/env/4/valueFrom/configMapKeyRef/name'],
    },
    {
      title: 'finds an envFrom without source',
      sample: 'Pod',
      changes: { '/spec/containers/0/envFrom/0/configMapRef': undefined },
      finds: ['/spec/containers/0/envFrom/0'],
    },
    {
      title: 'finds an envFrom with two sources',
      sample: 'Pod',
      changes: { '/spec/containers/0/envFrom/0/secretRef': { name: 'x' } },
      finds: ['/spec/containers/0/envFrom/0'],
    },
    {
      title: "finds a prefix with '='",
      sample: 'Pod',
      changes: { '/spec/containers/0/envFrom/0/prefix': '=' },
      finds: ['/spec/containers/0/envFrom/0/prefix'],
    },
    {
      title: 'finds a file in a volume that is none',
      sample: 'Pod',
      changes: {
        '/spec/containers/0/env/1/valueFrom': {
          fileKeyRef: { volumeName: 'none', path: 'a', key: 'A' },
        },
      },
      finds: ['/spec/containers/0/env/1/valueFrom/fileKeyRef/volumeName'],
    },
  ],
}
