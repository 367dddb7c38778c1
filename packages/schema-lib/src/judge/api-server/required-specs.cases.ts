import type { ServerCases } from './testing/server-case.ts'

export const requiredSpecsCases: ServerCases = {
  rule: 'required-specs',
  cases: [
    {
      title: 'finds a Deployment without spec',
      sample: 'Deployment',
      changes: { '/spec': undefined },
      finds: ['/spec'],
    },
    {
      title: 'finds a Deployment whose template has no spec',
      sample: 'Deployment',
      changes: { '/spec/template/spec': undefined },
      finds: ['/spec/template/spec'],
    },
    {
      title: 'finds a Pod without spec',
      sample: 'Pod',
      changes: { '/spec': undefined },
      finds: ['/spec'],
    },
    {
      title: 'finds a CronJob whose Jobs have no spec',
      sample: 'CronJob',
      changes: { '/spec/jobTemplate/spec': undefined },
      finds: ['/spec/jobTemplate/spec'],
    },
    {
      title: 'finds a claim without spec',
      sample: 'PersistentVolumeClaim',
      changes: { '/spec': undefined },
      finds: ['/spec'],
    },
    {
      title: 'passes a ConfigMap, which has none',
      sample: 'ConfigMap',
      changes: { '/data': undefined },
    },
  ],
}
