import type { ServerCases } from './testing/server-case.ts'

export const limitRangesCases: ServerCases = {
  rule: 'limit-ranges',
  cases: [
    {
      title: 'passes a default of memory alone',
      sample: 'LimitRange',
      changes: { '/spec/limits/0/default': { memory: '512Mi' } },
    },
    {
      title: 'finds a min above the max',
      sample: 'LimitRange',
      changes: { '/spec/limits/2/min/storage': '11Gi' },
      finds: ['/spec/limits/2/min'],
    },
    {
      title: 'finds a type twice',
      sample: 'LimitRange',
      changes: { '/spec/limits/1/type': 'Container' },
      finds: ['/spec/limits/1/type'],
    },
    {
      title: 'finds a type that is none',
      sample: 'LimitRange',
      changes: { '/spec/limits/1/type': 'Node' },
      finds: ['/spec/limits/1/type'],
    },
    {
      title: 'finds a default of pods',
      sample: 'LimitRange',
      changes: { '/spec/limits/1/default': { cpu: '1' } },
      finds: ['/spec/limits/1/default'],
    },
    {
      title: 'finds a default above the max',
      sample: 'LimitRange',
      changes: { '/spec/limits/0/default/cpu': '3' },
      finds: ['/spec/limits/0/default'],
    },
    {
      title: 'finds a default request above the default',
      sample: 'LimitRange',
      changes: { '/spec/limits/0/defaultRequest/cpu': '1500m' },
      finds: ['/spec/limits/0/defaultRequest'],
    },
    {
      title: 'finds a ratio below 1',
      sample: 'LimitRange',
      changes: { '/spec/limits/0/maxLimitRequestRatio/cpu': '0.5' },
      finds: ['/spec/limits/0/maxLimitRequestRatio/cpu'],
    },
    {
      title: 'finds a ratio that cannot be reached',
      sample: 'LimitRange',
      changes: { '/spec/limits/0/maxLimitRequestRatio/cpu': '201' },
      finds: ['/spec/limits/0/maxLimitRequestRatio/cpu'],
    },
    {
      title: 'finds claims without storage',
      sample: 'LimitRange',
      changes: { '/spec/limits/2': { type: 'PersistentVolumeClaim', max: {} } },
      finds: ['/spec/limits/2'],
    },
    {
      title: 'finds a resource that containers cannot have',
      sample: 'LimitRange',
      changes: { '/spec/limits/0/max/storage': '1Gi' },
      finds: ['/spec/limits/0/max/storage'],
    },
  ],
}
