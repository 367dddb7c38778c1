import type { ServerCases } from './testing/server-case.ts'

export const volumesCases: ServerCases = {
  rule: 'volumes',
  cases: [
    {
      title: 'passes a volume without type, which is an emptyDir',
      sample: 'Pod',
      changes: { '/spec/volumes/0/configMap': undefined },
    },
    {
      title: 'finds two types',
      sample: 'Pod',
      changes: { '/spec/volumes/0/emptyDir': {} },
      finds: ['/spec/volumes/0'],
    },
    {
      title: 'finds two volumes of one name',
      sample: 'Pod',
      changes: { '/spec/volumes/3/name': 'secret' },
      finds: ['/spec/volumes/3/name'],
    },
    {
      title: 'finds a name with a dot',
      sample: 'Pod',
      changes: { '/spec/volumes/3/name': 'a.b' },
      finds: ['/spec/volumes/3/name'],
    },
    {
      title: 'finds a Secret without name',
      sample: 'Pod',
      changes: { '/spec/volumes/2/secret/secretName': undefined },
      finds: ['/spec/volumes/2/secret/secretName'],
    },
    {
      title: 'finds a ConfigMap without name',
      sample: 'Pod',
      changes: { '/spec/volumes/0/configMap/name': undefined },
      finds: ['/spec/volumes/0/configMap/name'],
    },
    {
      title: 'finds a claim without name',
      sample: 'Pod',
      changes: { '/spec/volumes/5/persistentVolumeClaim/claimName': '' },
      finds: ['/spec/volumes/5/persistentVolumeClaim/claimName'],
    },
    {
      title: 'finds a negative size',
      sample: 'Pod',
      changes: { '/spec/volumes/1/emptyDir/sizeLimit': '-1' },
      finds: ['/spec/volumes/1/emptyDir/sizeLimit'],
    },
    {
      title: 'finds a path of the host that goes up',
      sample: 'Pod',
      changes: { '/spec/volumes/3/hostPath/path': '/var/../x' },
      finds: ['/spec/volumes/3/hostPath/path'],
    },
    {
      title: 'finds an exported path that is relative',
      sample: 'Pod',
      changes: { '/spec/volumes/4/nfs/path': 'exports' },
      finds: ['/spec/volumes/4/nfs/path'],
    },
    {
      title: 'finds a driver whose name has a space',
      sample: 'Pod',
      changes: { '/spec/volumes/6/csi/driver': 'a b' },
      finds: ['/spec/volumes/6/csi/driver'],
    },
    {
      title: 'finds an image without reference in a pod',
      sample: 'Pod',
      changes: { '/spec/volumes/7/image/reference': undefined },
      finds: ['/spec/volumes/7/image/reference'],
    },
    {
      title: 'finds a claim of a pod that is named',
      sample: 'Pod',
      changes: { '/spec/volumes/10/ephemeral/volumeClaimTemplate/metadata/name': 'x' },
      finds: ['/spec/volumes/10/ephemeral/volumeClaimTemplate/metadata/name'],
    },
    {
      title: 'finds a claim of a pod without size',
      sample: 'Pod',
      changes: { '/spec/volumes/10/ephemeral/volumeClaimTemplate/spec/resources': {} },
      finds: ['/spec/volumes/10/ephemeral/volumeClaimTemplate/spec'],
    },
    {
      title: 'passes a token of a pod that names no ServiceAccount: admission names one',
      sample: 'Pod',
      changes: { '/spec/serviceAccountName': undefined },
    },
    {
      title: 'finds a token of a mirror pod that names no ServiceAccount',
      sample: 'Pod',
      changes: {
        '/metadata/annotations/kubernetes.io~1config.mirror': 'a',
        '/spec/nodeName': 'node-1',
        '/spec/serviceAccountName': undefined,
      },
      finds: ['/spec/volumes/9/projected/sources/3/serviceAccountToken'],
    },
    {
      title: 'passes a token in a template, as the API server does',
      sample: 'Deployment',
      changes: { '/spec/template/spec/serviceAccountName': undefined },
    },
  ],
}
