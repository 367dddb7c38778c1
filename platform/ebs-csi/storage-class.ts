import type { Manifest } from '@skyctl/core'
import { keyAliasArn } from '@skyctl/eks-lib'
import type { Environment } from '@skyctl/model'

/** Name of the class that apps get by default; the model of apps names it too. */
export const storageClassName = 'gp3-encrypted'

/** The default class: gp3, encrypted with the environment's key for volumes, made in the zone of its first pod. */
export function storageClass(
  environment: Environment,
  reclaimPolicy: 'Retain' | 'Delete',
  labels: Readonly<Record<string, string>>,
): Manifest {
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: {
      name: storageClassName,
      labels,
      annotations: {
        'storageclass.kubernetes.io/is-default-class': 'true',
        // The API server refuses any change of a class; volumes that it made do not depend on it afterwards.
        'argocd.argoproj.io/sync-options': 'Force=true,Replace=true',
      },
    },
    provisioner: 'ebs.csi.aws.com',
    parameters: {
      type: 'gp3',
      encrypted: 'true',
      kmsKeyId: keyAliasArn(environment, environment.encryption.volumesKeyAlias),
      'csi.storage.k8s.io/fstype': 'ext4',
    },
    reclaimPolicy,
    allowVolumeExpansion: true,
    volumeBindingMode: 'WaitForFirstConsumer',
  }
}
