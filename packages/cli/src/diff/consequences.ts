import { hasFinalizer, type Removal } from './removal.ts'
import type { TreeObject } from './tree-objects.ts'
import { valueAt } from './value-at.ts'

/** What becomes of an object that a tree has no more, and of what hangs on it. */
export interface Consequence {
  /** A sentence without its end. */
  readonly text: string
  /** Whether data, or objects that nobody named, go with it. */
  readonly isLoss: boolean
}

/**
 * What Argo CD does with an object that is gone from its folder, and what dies with it.
 *
 * @param removal Whether it is deleted at all.
 * @param remaining Objects of the head: a StorageClass says what becomes of volumes.
 */
export function consequenceOf(
  object: TreeObject,
  removal: Removal,
  remaining: ReadonlyMap<string, TreeObject>,
): Consequence {
  if (object.owner === 'cluster') {
    return {
      text: 'what it made in the account stays, and nobody manages it any more',
      isLoss: false,
    }
  }
  if (removal.kind === 'kept') {
    return {
      text: `Argo CD leaves it in the cluster (${removal.because}), where nobody manages it any more`,
      isLoss: false,
    }
  }
  const { text, isLoss } = ofDeletion(object, remaining)
  return {
    text: removal.kind === 'confirmed' ? `once somebody confirms it, ${text}` : text,
    isLoss,
  }
}

function ofDeletion(object: TreeObject, remaining: ReadonlyMap<string, TreeObject>): Consequence {
  const { id, value } = object
  const [kind = ''] = id.split(' ')
  switch (kind) {
    case 'PersistentVolumeClaim':
      return isRetained(valueAt(value, 'spec', 'storageClassName'), remaining)
        ? {
            text: 'Argo CD deletes the claim; its volume stays (reclaimPolicy: Retain), unbound',
            isLoss: true,
          }
        : {
            text: 'Argo CD deletes the claim, and its volume with all data goes with it',
            isLoss: true,
          }
    case 'apps/StatefulSet': {
      const claims = valueAt(value, 'spec', 'volumeClaimTemplates')
      if (!Array.isArray(claims) || claims.length === 0) break
      return valueAt(value, 'spec', 'persistentVolumeClaimRetentionPolicy', 'whenDeleted') ===
        'Delete'
        ? {
            text: 'Argo CD deletes it, and the claims of its pods with their data go with it (whenDeleted: Delete)',
            isLoss: true,
          }
        : {
            text: 'Argo CD deletes it; the claims of its pods stay, and cost, until somebody deletes them',
            isLoss: false,
          }
    }
    case 'Namespace':
      return {
        text: 'Argo CD deletes the namespace, and everything in it goes with it',
        isLoss: true,
      }
    case 'apiextensions.k8s.io/CustomResourceDefinition':
      return {
        text: 'Argo CD deletes the kind, and every object of it in the cluster goes with it',
        isLoss: true,
      }
    case 'argoproj.io/Application':
      return hasFinalizer(object)
        ? {
            text: 'Argo CD deletes the Application, and everything that it has applied goes with it',
            isLoss: true,
          }
        : {
            text: 'Argo CD deletes the Application; what it has applied stays, and nobody manages it any more',
            isLoss: false,
          }
    case 'velero.io/Schedule':
      return {
        text: 'no backup is made any more; those that exist stay until they expire',
        isLoss: true,
      }
    case 'external-secrets.io/ExternalSecret':
      return {
        text: 'Argo CD deletes it, and the Secret that it keeps goes with it',
        isLoss: false,
      }
  }
  return { text: 'Argo CD deletes it', isLoss: false }
}

function isRetained(name: unknown, remaining: ReadonlyMap<string, TreeObject>): boolean {
  const storageClass = remaining.get(`storage.k8s.io/StorageClass ${String(name)}`)
  return valueAt(storageClass?.value, 'reclaimPolicy') === 'Retain'
}
