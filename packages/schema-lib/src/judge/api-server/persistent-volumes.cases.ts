import type { ServerCases } from './testing/server-case.ts'

export const persistentVolumesCases: ServerCases = {
  rule: 'persistent-volumes',
  cases: [
    {
      title: 'passes a volume without class',
      sample: 'PersistentVolume',
      changes: { '/spec/storageClassName': '' },
    },
    {
      title: 'finds no type',
      sample: 'PersistentVolume',
      changes: { '/spec/csi': undefined },
      finds: ['/spec'],
    },
    {
      title: 'finds two types',
      sample: 'PersistentVolume',
      changes: { '/spec/hostPath': { path: '/x' } },
      finds: ['/spec'],
    },
    {
      title: 'finds no capacity',
      sample: 'PersistentVolume',
      changes: { '/spec/capacity': undefined },
      finds: ['/spec'],
    },
    {
      title: 'finds a capacity of CPU',
      sample: 'PersistentVolume',
      changes: { '/spec/capacity/cpu': '1' },
      finds: ['/spec/capacity'],
    },
    {
      title: 'finds a size of 0',
      sample: 'PersistentVolume',
      changes: { '/spec/capacity/storage': '0' },
      finds: ['/spec/capacity'],
    },
    {
      title: 'finds no access mode',
      sample: 'PersistentVolume',
      changes: { '/spec/accessModes': [] },
      finds: ['/spec/accessModes'],
    },
    {
      title: 'finds a volume without handle',
      sample: 'PersistentVolume',
      changes: { '/spec/csi/volumeHandle': '' },
      finds: ['/spec/csi/volumeHandle'],
    },
    {
      title: 'finds a Secret without namespace',
      sample: 'PersistentVolume',
      changes: { '/spec/csi/nodePublishSecretRef/namespace': undefined },
      finds: ['/spec/csi/nodePublishSecretRef/namespace'],
    },
    {
      title: 'finds a local volume of no node',
      sample: 'PersistentVolume',
      changes: {
        '/spec/csi': undefined,
        '/spec/local': { path: '/x' },
        '/spec/nodeAffinity': undefined,
      },
      finds: ['/spec'],
    },
    {
      title: 'finds an affinity that requires nothing',
      sample: 'PersistentVolume',
      changes: { '/spec/nodeAffinity': {} },
      finds: ['/spec/nodeAffinity'],
    },
  ],
}
