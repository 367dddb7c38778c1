import type { ServerCases } from './testing/server-case.ts'

export const tolerationsCases: ServerCases = {
  rule: 'tolerations',
  cases: [
    {
      title: 'passes a key of any effect',
      sample: 'Pod',
      changes: { '/spec/tolerations/0/effect': undefined },
    },
    {
      title: 'finds a key with a space',
      sample: 'Pod',
      changes: { '/spec/tolerations/0/key': 'a b' },
      finds: ['/spec/tolerations/0/key'],
    },
    {
      title: 'finds no key with Equal',
      sample: 'Pod',
      changes: { '/spec/tolerations/2/operator': 'Equal' },
      finds: ['/spec/tolerations/2'],
    },
    {
      title: 'finds a value with Exists',
      sample: 'Pod',
      changes: { '/spec/tolerations/1/value': 'x' },
      finds: ['/spec/tolerations/1/value'],
    },
    {
      title: 'finds a value with a space',
      sample: 'Pod',
      changes: { '/spec/tolerations/0/value': 'a b' },
      finds: ['/spec/tolerations/0/value'],
    },
    {
      title: 'finds seconds without NoExecute',
      sample: 'Pod',
      changes: { '/spec/tolerations/1/effect': 'NoSchedule' },
      finds: ['/spec/tolerations/1/tolerationSeconds'],
    },
    {
      title: 'finds a comparison that is behind a gate',
      sample: 'Pod',
      changes: { '/spec/tolerations/0/operator': 'Gt', '/spec/tolerations/0/value': '5' },
      finds: ['/spec/tolerations/0/operator'],
    },
  ],
}
