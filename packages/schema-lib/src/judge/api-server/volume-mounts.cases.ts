import type { ServerCases } from './testing/server-case.ts'

export const volumeMountsCases: ServerCases = {
  rule: 'volume-mounts',
  cases: [
    {
      title: 'passes a volume that is mounted twice',
      sample: 'Pod',
      changes: { '/spec/containers/0/volumeMounts/2/name': 'config' },
    },
    {
      title: 'passes a claim of a StatefulSet',
      sample: 'StatefulSet',
      changes: { '/spec/template/spec/containers/0/volumeMounts/0/mountPath': '/var/lib' },
    },
    {
      title: 'finds a volume that the pod does not have',
      sample: 'Pod',
      changes: { '/spec/containers/0/volumeMounts/0/name': 'none' },
      finds: ['/spec/containers/0/volumeMounts/0/name'],
    },
    {
      title: 'finds one path of two volumes',
      sample: 'Pod',
      changes: { '/spec/containers/0/volumeMounts/1/mountPath': '/etc/web' },
      finds: ['/spec/containers/0/volumeMounts/1/mountPath'],
    },
    {
      title: 'finds an empty path',
      sample: 'Pod',
      changes: { '/spec/containers/0/volumeMounts/1/mountPath': '' },
      finds: ['/spec/containers/0/volumeMounts/1/mountPath'],
    },
    {
      title: 'finds a subPath that goes up',
      sample: 'Pod',
      changes: { '/spec/containers/0/volumeMounts/1/subPath': '../x' },
      finds: ['/spec/containers/0/volumeMounts/1/subPath'],
    },
    {
      title: 'finds a subPath beside an expression',
      sample: 'Pod',
      changes: { '/spec/containers/0/volumeMounts/1/subPathExpr': '$(POD)' },
      finds: ['/spec/containers/0/volumeMounts/1/subPathExpr'],
    },
    {
      title: 'finds a mount into the node by a container that is not privileged',
      sample: 'Pod',
      changes: { '/spec/containers/0/volumeMounts/2/mountPropagation': 'Bidirectional' },
      finds: ['/spec/containers/0/volumeMounts/2/mountPropagation'],
    },
    {
      title: 'finds a read-only tree that is not read-only',
      sample: 'Pod',
      changes: { '/spec/containers/0/volumeMounts/0/readOnly': false },
      finds: ['/spec/containers/0/volumeMounts/0/recursiveReadOnly'],
    },
    {
      title: 'finds a device that is no claim',
      sample: 'Pod',
      changes: { '/spec/containers/0/volumeDevices/0/name': 'host' },
      finds: ['/spec/containers/0/volumeDevices/0/name'],
    },
    {
      title: 'finds a device that is mounted too',
      sample: 'Pod',
      changes: { '/spec/containers/0/volumeMounts/2/name': 'raw' },
      finds: ['/spec/containers/0/volumeMounts/2/name'],
    },
    {
      title: 'finds a device that the pod does not have',
      sample: 'Pod',
      changes: { '/spec/containers/0/volumeDevices/0/name': 'none' },
      finds: ['/spec/containers/0/volumeDevices/0/name'],
    },
  ],
}
