import type { ServerCases } from './testing/server-case.ts'

export const jobsCases: ServerCases = {
  rule: 'jobs',
  cases: [
    {
      title: 'passes one completion that is not said',
      sample: 'Job',
      changes: {
        '/spec/completions': undefined,
        '/spec/parallelism': undefined,
        '/spec/maxFailedIndexes': 1,
        '/spec/successPolicy': undefined,
      },
    },
    {
      title: 'finds a negative limit',
      sample: 'Job',
      changes: { '/spec/backoffLimit': -1 },
      finds: ['/spec/backoffLimit'],
    },
    {
      title: 'finds a negative time to live',
      sample: 'Job',
      changes: { '/spec/ttlSecondsAfterFinished': -1 },
      finds: ['/spec/ttlSecondsAfterFinished'],
    },
    {
      title: 'finds an Indexed Job without completions',
      sample: 'Job',
      changes: { '/spec/completions': undefined, '/spec/successPolicy': undefined },
      finds: ['/spec'],
    },
    {
      title: 'finds indexes of a Job that has none',
      sample: 'Job',
      changes: {
        '/spec/completionMode': 'NonIndexed',
        '/spec/podFailurePolicy': undefined,
        '/spec/successPolicy': undefined,
        '/spec/maxFailedIndexes': undefined,
      },
      finds: ['/spec/backoffLimitPerIndex'],
    },
    {
      title: 'finds more failed indexes than completions',
      sample: 'Job',
      changes: { '/spec/maxFailedIndexes': 5 },
      finds: ['/spec/maxFailedIndexes'],
    },
    {
      title: 'finds failed indexes without limit',
      sample: 'Job',
      changes: { '/spec/backoffLimitPerIndex': undefined, '/spec/podFailurePolicy': undefined },
      finds: ['/spec/maxFailedIndexes'],
    },
    {
      title: 'finds a selector that is made by the API server',
      sample: 'Job',
      changes: { '/spec/selector': { matchLabels: { a: 'b' } } },
      finds: ['/spec/selector'],
    },
    {
      title: 'finds a manual selector that does not match',
      sample: 'Job',
      changes: { '/spec/manualSelector': true, '/spec/selector': { matchLabels: { a: 'b' } } },
      finds: ['/spec/selector'],
    },
    {
      title: 'finds a name that is too long for a label',
      sample: 'Job',
      changes: {
        '/metadata/name': 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      },
      finds: ['/metadata/name'],
    },
    {
      title: 'finds a manager without domain',
      sample: 'Job',
      changes: { '/spec/managedBy': 'me' },
      finds: ['/spec/managedBy'],
    },
  ],
}
