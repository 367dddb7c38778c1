import type { ServerCases } from './testing/server-case.ts'

export const storageClassesCases: ServerCases = {
  rule: 'storage-classes',
  cases: [
    {
      title: 'passes a provisioner with capitals',
      sample: 'StorageClass',
      changes: { '/provisioner': 'Example.com/NFS' },
    },
    {
      title: 'finds an empty provisioner',
      sample: 'StorageClass',
      changes: { '/provisioner': '' },
      finds: ['/provisioner'],
    },
    {
      title: 'finds a provisioner with a space',
      sample: 'StorageClass',
      changes: { '/provisioner': 'a b' },
      finds: ['/provisioner'],
    },
    {
      title: 'finds volumes that are recycled',
      sample: 'StorageClass',
      changes: { '/reclaimPolicy': 'Recycle' },
      finds: ['/reclaimPolicy'],
    },
    {
      title: 'finds a topology without values',
      sample: 'StorageClass',
      changes: { '/allowedTopologies/0/matchLabelExpressions/0/values': [] },
      finds: ['/allowedTopologies/0/matchLabelExpressions/0/values'],
    },
    {
      title: 'finds a value twice',
      sample: 'StorageClass',
      changes: { '/allowedTopologies/0/matchLabelExpressions/0/values/1': 'a' },
      finds: ['/allowedTopologies/0/matchLabelExpressions/0/values/1'],
    },
    {
      title: 'finds a topology that says nothing',
      sample: 'StorageClass',
      changes: { '/allowedTopologies/0/matchLabelExpressions': [] },
      finds: ['/allowedTopologies/0'],
    },
    {
      title: 'finds a policy of groups that is none',
      sample: 'CSIDriver',
      changes: { '/spec/fsGroupPolicy': 'Always' },
      finds: ['/spec/fsGroupPolicy'],
    },
    {
      title: 'finds a mode that is none',
      sample: 'CSIDriver',
      changes: { '/spec/volumeLifecycleModes/0': 'Forever' },
      finds: ['/spec/volumeLifecycleModes/0'],
    },
    {
      title: 'finds a token for less than 10 minutes',
      sample: 'CSIDriver',
      changes: { '/spec/tokenRequests/0/expirationSeconds': 1 },
      finds: ['/spec/tokenRequests/0/expirationSeconds'],
    },
    {
      title: 'finds tokens in secrets without tokens',
      sample: 'CSIDriver',
      changes: { '/spec/tokenRequests': undefined, '/spec/serviceAccountTokenInSecrets': true },
      finds: ['/spec/serviceAccountTokenInSecrets'],
    },
  ],
}
