import type { ServerCases } from './testing/server-case.ts'

export const jobPoliciesCases: ServerCases = {
  rule: 'job-policies',
  cases: [
    {
      title: 'passes an exit code that is not in order of size alone',
      sample: 'Job',
      changes: { '/spec/podFailurePolicy/rules/0/onExitCodes/values': [1, 2, 250] },
    },
    {
      title: 'finds exit codes out of order',
      sample: 'Job',
      changes: { '/spec/podFailurePolicy/rules/0/onExitCodes/values': [3, 1] },
      finds: ['/spec/podFailurePolicy/rules/0/onExitCodes/values'],
    },
    {
      title: 'finds an exit code twice',
      sample: 'Job',
      changes: { '/spec/podFailurePolicy/rules/0/onExitCodes/values': [1, 1] },
      finds: ['/spec/podFailurePolicy/rules/0/onExitCodes/values'],
    },
    {
      title: 'finds the exit code of success',
      sample: 'Job',
      changes: { '/spec/podFailurePolicy/rules/0/onExitCodes/values': [0, 1] },
      finds: ['/spec/podFailurePolicy/rules/0/onExitCodes/values'],
    },
    {
      title: 'finds no exit codes',
      sample: 'Job',
      changes: { '/spec/podFailurePolicy/rules/0/onExitCodes/values': [] },
      finds: ['/spec/podFailurePolicy/rules/0/onExitCodes/values'],
    },
    {
      title: 'finds a container that the pod does not have',
      sample: 'Job',
      changes: { '/spec/podFailurePolicy/rules/0/onExitCodes/containerName': 'none' },
      finds: ['/spec/podFailurePolicy/rules/0/onExitCodes/containerName'],
    },
    {
      title: 'finds a rule without cause',
      sample: 'Job',
      changes: { '/spec/podFailurePolicy/rules/1/onPodConditions': [] },
      finds: ['/spec/podFailurePolicy/rules/1'],
    },
    {
      title: 'finds a status that is none',
      sample: 'Job',
      changes: { '/spec/podFailurePolicy/rules/1/onPodConditions/0/status': 'Yes' },
      finds: ['/spec/podFailurePolicy/rules/1/onPodConditions/0/status'],
    },
    {
      title: 'finds a failed index without limit per index',
      sample: 'Job',
      changes: { '/spec/backoffLimitPerIndex': undefined, '/spec/maxFailedIndexes': undefined },
      finds: ['/spec/podFailurePolicy/rules/0/action'],
    },
    {
      title: 'finds pods that restart',
      sample: 'Job',
      changes: { '/spec/template/spec/restartPolicy': 'OnFailure' },
      finds: ['/spec/template/spec/restartPolicy'],
    },
    {
      title: 'finds a replacement of pods that still end',
      sample: 'Job',
      changes: { '/spec/podReplacementPolicy': 'TerminatingOrFailed' },
      finds: ['/spec/podReplacementPolicy'],
    },
    {
      title: 'finds an index beyond the last',
      sample: 'Job',
      changes: { '/spec/successPolicy/rules/0/succeededIndexes': '0-4' },
      finds: ['/spec/successPolicy/rules/0/succeededIndexes'],
    },
    {
      title: 'finds more successes than indexes',
      sample: 'Job',
      changes: { '/spec/successPolicy/rules/0/succeededCount': 4 },
      finds: ['/spec/successPolicy/rules/0/succeededCount'],
    },
    {
      title: 'finds a rule of success that says nothing',
      sample: 'Job',
      changes: { '/spec/successPolicy/rules': [{}] },
      finds: ['/spec/successPolicy/rules/0'],
    },
  ],
}
