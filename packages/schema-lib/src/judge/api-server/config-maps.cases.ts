import type { ServerCases } from './testing/server-case.ts'

export const configMapsCases: ServerCases = {
  rule: 'config-maps',
  cases: [
    {
      title: 'passes a key that begins with a dot',
      sample: 'ConfigMap',
      changes: { '/data/.env': 'x' },
    },
    {
      title: 'finds a key with a slash',
      sample: 'ConfigMap',
      changes: { '/data/a~1b': 'x' },
      finds: ['/data/a~1b'],
    },
    {
      title: "finds a key that begins with '..'",
      sample: 'ConfigMap',
      changes: { '/data/..x': 'x' },
      finds: ['/data/..x'],
    },
    {
      title: 'finds a key of text and bytes',
      sample: 'ConfigMap',
      changes: { '/data/b': 'x' },
      finds: ['/data/b'],
    },
    {
      title: 'finds an empty key',
      sample: 'ConfigMap',
      changes: { '/binaryData': { '': 'eA==' } },
      finds: ['/binaryData/'],
    },
  ],
}
