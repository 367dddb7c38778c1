import type { ServerCases } from './testing/server-case.ts'

export const namespacesCases: ServerCases = {
  rule: 'namespaces',
  cases: [
    {
      title: 'passes a finalizer with domain',
      sample: 'Namespace',
      changes: { '/spec/finalizers/0': 'example.com/cleanup' },
    },
    {
      title: 'finds a finalizer without domain',
      sample: 'Namespace',
      changes: { '/spec/finalizers/0': 'cleanup' },
      finds: ['/spec/finalizers/0'],
    },
  ],
}
