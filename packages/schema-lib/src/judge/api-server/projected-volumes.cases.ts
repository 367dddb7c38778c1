import type { ServerCases } from './testing/server-case.ts'

export const projectedVolumesCases: ServerCases = {
  rule: 'projected-volumes',
  cases: [
    {
      title: 'passes a second file beside the first',
      sample: 'Pod',
      changes: { '/spec/volumes/9/projected/sources/0/secret/items/0/path': 'token2' },
    },
    {
      title: 'finds two contents of a source',
      sample: 'Pod',
      changes: { '/spec/volumes/9/projected/sources/0/configMap': { name: 'x' } },
      finds: ['/spec/volumes/9/projected/sources/0'],
    },
    {
      title: 'finds a Secret without name',
      sample: 'Pod',
      changes: { '/spec/volumes/9/projected/sources/0/secret/name': undefined },
      finds: ['/spec/volumes/9/projected/sources/0/secret/name'],
    },
    {
      title: 'finds a token for less than 10 minutes',
      sample: 'Pod',
      changes: { '/spec/volumes/9/projected/sources/3/serviceAccountToken/expirationSeconds': 599 },
      finds: ['/spec/volumes/9/projected/sources/3/serviceAccountToken/expirationSeconds'],
    },
    {
      title: 'finds a token with an absolute path',
      sample: 'Pod',
      changes: { '/spec/volumes/9/projected/sources/3/serviceAccountToken/path': '/token' },
      finds: ['/spec/volumes/9/projected/sources/3/serviceAccountToken/path'],
    },
    {
      title: 'finds one path of two files',
      sample: 'Pod',
      changes: { '/spec/volumes/9/projected/sources/0/secret/items/0/path': 'name' },
      finds: ['/spec/volumes/9/projected/sources/2/downwardAPI/items/0/path'],
    },
    {
      title: 'finds a mode beyond 0777',
      sample: 'Pod',
      changes: { '/spec/volumes/9/projected/defaultMode': -1 },
      finds: ['/spec/volumes/9/projected/defaultMode'],
    },
  ],
}
