import type { ServerCases } from './testing/server-case.ts'

export const podLifetimesCases: ServerCases = {
  rule: 'pod-lifetimes',
  cases: [
    {
      title: 'passes a Job that restarts its pods on failure',
      sample: 'CronJob',
      changes: { '/spec/jobTemplate/spec/template/spec/restartPolicy': 'OnFailure' },
    },
    {
      title: 'finds a Deployment that never restarts its pods',
      sample: 'Deployment',
      changes: { '/spec/template/spec/restartPolicy': 'Never' },
      finds: ['/spec/template/spec/restartPolicy'],
    },
    {
      title: 'finds a DaemonSet whose pods have a deadline',
      sample: 'DaemonSet',
      changes: { '/spec/template/spec/activeDeadlineSeconds': 5 },
      finds: ['/spec/template/spec/activeDeadlineSeconds'],
    },
    {
      title: 'finds a Job that always restarts its pods',
      sample: 'CronJob',
      changes: { '/spec/jobTemplate/spec/template/spec/restartPolicy': 'Always' },
      finds: ['/spec/jobTemplate/spec/template/spec/restartPolicy'],
    },
    {
      title: 'finds a Job that does not say it',
      sample: 'CronJob',
      changes: { '/spec/jobTemplate/spec/template/spec/restartPolicy': undefined },
      finds: ['/spec/jobTemplate/spec/template/spec'],
    },
    {
      title: 'finds a deadline of 0',
      sample: 'Pod',
      changes: { '/spec/activeDeadlineSeconds': 0 },
      finds: ['/spec/activeDeadlineSeconds'],
    },
  ],
}
