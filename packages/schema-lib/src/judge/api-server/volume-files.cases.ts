import type { ServerCases } from './testing/server-case.ts'

export const volumeFilesCases: ServerCases = {
  rule: 'volume-files',
  cases: [
    {
      title: 'passes all permissions',
      sample: 'Pod',
      changes: { '/spec/volumes/0/configMap/defaultMode': 511 },
    },
    {
      title: 'finds a mode beyond 0777',
      sample: 'Pod',
      changes: { '/spec/volumes/0/configMap/defaultMode': 512 },
      finds: ['/spec/volumes/0/configMap/defaultMode'],
    },
    {
      title: 'finds a mode of a file beyond 0777',
      sample: 'Pod',
      changes: { '/spec/volumes/2/secret/items/0/mode': 777 },
      finds: ['/spec/volumes/2/secret/items/0/mode'],
    },
    {
      title: 'finds a path that goes up',
      sample: 'Pod',
      changes: { '/spec/volumes/2/secret/items/0/path': '../a' },
      finds: ['/spec/volumes/2/secret/items/0/path'],
    },
    {
      title: 'finds an absolute path',
      sample: 'Pod',
      changes: { '/spec/volumes/2/secret/items/0/path': '/a' },
      finds: ['/spec/volumes/2/secret/items/0/path'],
    },
    {
      title: "finds a path that begins with '..'",
      sample: 'Pod',
      changes: { '/spec/volumes/2/secret/items/0/path': '..a' },
      finds: ['/spec/volumes/2/secret/items/0/path'],
    },
    {
      title: 'finds an empty key',
      sample: 'Pod',
      changes: { '/spec/volumes/2/secret/items/0/key': '' },
      finds: ['/spec/volumes/2/secret/items/0/key'],
    },
    {
      title: 'finds a file without source',
      sample: 'Pod',
      changes: { '/spec/volumes/8/downwardAPI/items/0/fieldRef': undefined },
      finds: ['/spec/volumes/8/downwardAPI/items/0'],
    },
    {
      title: 'finds a file with a field of variables only',
      sample: 'Pod',
      changes: { '/spec/volumes/8/downwardAPI/items/0/fieldRef/fieldPath': 'status.podIP' },
      finds: ['/spec/volumes/8/downwardAPI/items/0/fieldRef/fieldPath'],
    },
    {
      title: 'finds a file with a resource of no container',
      sample: 'Pod',
      changes: { '/spec/volumes/8/downwardAPI/items/1/resourceFieldRef/containerName': undefined },
      finds: ['/spec/volumes/8/downwardAPI/items/1/resourceFieldRef/containerName'],
    },
  ],
}
