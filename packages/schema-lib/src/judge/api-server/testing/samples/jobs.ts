import type { JsonObject } from '@skyctl/core'
import { labels } from './pods.ts'

const metadata = { name: 'web', namespace: 'shop' }
const jobTemplate: JsonObject = {
  metadata: { labels: { job: 'index' } },
  spec: {
    restartPolicy: 'Never',
    containers: [{ name: 'main', image: 'example.com/index:1' }],
  },
}

/** What runs pods to their end. */
export const jobs = {
  Job: {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata,
    spec: {
      completions: 4,
      parallelism: 2,
      completionMode: 'Indexed',
      backoffLimit: 3,
      backoffLimitPerIndex: 1,
      maxFailedIndexes: 2,
      ttlSecondsAfterFinished: 60,
      activeDeadlineSeconds: 600,
      podReplacementPolicy: 'Failed',
      successPolicy: { rules: [{ succeededIndexes: '0,2-3', succeededCount: 2 }] },
      podFailurePolicy: {
        rules: [
          {
            action: 'FailIndex',
            onExitCodes: { containerName: 'main', operator: 'In', values: [1, 3] },
          },
          { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
        ],
      },
      template: jobTemplate,
    },
  },
  CronJob: {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata,
    spec: {
      schedule: '*/5 0-6 1,15 jan-jun mon',
      timeZone: 'Europe/Berlin',
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: 60,
      successfulJobsHistoryLimit: 1,
      failedJobsHistoryLimit: 1,
      suspend: false,
      jobTemplate: { metadata: { labels }, spec: { backoffLimit: 1, template: jobTemplate } },
    },
  },
} satisfies Record<string, JsonObject>
