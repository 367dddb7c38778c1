import type { ServerCases } from './testing/server-case.ts'

export const apiServicesCases: ServerCases = {
  rule: 'api-services',
  cases: [
    {
      title: 'passes the lowest priorities',
      sample: 'APIService',
      changes: { '/spec/groupPriorityMinimum': 1, '/spec/versionPriority': 1 },
    },
    {
      title: 'finds another name',
      sample: 'APIService',
      changes: { '/metadata/name': 'v1.metrics.example.com' },
      finds: ['/metadata/name'],
    },
    {
      title: 'finds a priority of 0',
      sample: 'APIService',
      changes: { '/spec/versionPriority': 0 },
      finds: ['/spec/versionPriority'],
    },
    {
      title: 'finds a priority of more than 20000',
      sample: 'APIService',
      changes: { '/spec/groupPriorityMinimum': 20001 },
      finds: ['/spec/groupPriorityMinimum'],
    },
    {
      title: 'finds a Service without name',
      sample: 'APIService',
      changes: { '/spec/service/name': undefined },
      finds: ['/spec/service/name'],
    },
    {
      title: 'finds a bundle that is not looked at',
      sample: 'APIService',
      changes: { '/spec/insecureSkipTLSVerify': true },
      finds: ['/spec/insecureSkipTLSVerify'],
    },
    {
      title: 'finds a bundle of a local API',
      sample: 'APIService',
      changes: { '/spec/service': undefined },
      finds: ['/spec/caBundle'],
    },
  ],
}
