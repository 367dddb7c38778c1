import type { ServerCases } from './testing/server-case.ts'

export const podResourcesCases: ServerCases = {
  rule: 'pod-resources',
  cases: [
    {
      title: 'passes a whole pod with more than its containers',
      sample: 'Pod',
      changes: { '/spec/resources': { requests: { cpu: '2' }, limits: { cpu: '2' } } },
    },
    {
      title: 'finds a whole pod with less than its containers',
      sample: 'Pod',
      changes: { '/spec/resources': { requests: { cpu: '1m' } } },
      finds: ['/spec/resources/requests/cpu'],
    },
    {
      title: 'finds a container with more than its pod',
      sample: 'Pod',
      changes: { '/spec/resources': { requests: { cpu: '300m' }, limits: { cpu: '500m' } } },
      finds: ['/spec/containers/0/resources/limits/cpu'],
    },
  ],
}
