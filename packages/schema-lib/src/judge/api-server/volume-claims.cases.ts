import type { ServerCases } from './testing/server-case.ts'

export const volumeClaimsCases: ServerCases = {
  rule: 'volume-claims',
  cases: [
    {
      title: 'passes a class that is none, which is no class',
      sample: 'PersistentVolumeClaim',
      changes: { '/spec/storageClassName': '' },
    },
    {
      title: 'finds no size',
      sample: 'PersistentVolumeClaim',
      changes: { '/spec/resources/requests/storage': undefined },
      finds: ['/spec'],
    },
    {
      title: 'finds a size of 0',
      sample: 'PersistentVolumeClaim',
      changes: { '/spec/resources/requests/storage': '0' },
      finds: ['/spec/resources/requests/storage'],
    },
    {
      title: 'finds no access mode',
      sample: 'PersistentVolumeClaim',
      changes: { '/spec/accessModes': [] },
      finds: ['/spec/accessModes'],
    },
    {
      title: 'finds a mode of one pod beside another',
      sample: 'PersistentVolumeClaim',
      changes: { '/spec/accessModes': ['ReadWriteOncePod', 'ReadWriteOnce'] },
      finds: ['/spec/accessModes'],
    },
    {
      title: 'finds a class with capitals',
      sample: 'PersistentVolumeClaim',
      changes: { '/spec/storageClassName': 'GP3' },
      finds: ['/spec/storageClassName'],
    },
    {
      title: 'finds two sources that differ',
      sample: 'PersistentVolumeClaim',
      changes: { '/spec/dataSourceRef': { kind: 'PersistentVolumeClaim', name: 'x' } },
      finds: ['/spec/dataSource'],
    },
    {
      title: 'finds a selector without values',
      sample: 'PersistentVolumeClaim',
      changes: { '/spec/selector': { matchExpressions: [{ key: 'a', operator: 'In' }] } },
      finds: ['/spec/selector/matchExpressions/0/operator'],
    },
  ],
}
