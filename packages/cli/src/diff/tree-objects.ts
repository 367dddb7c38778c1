import { formatObjectId, type JsonObject, type Manifest, objectId } from '@skyctl/core'
import type { ReadFile } from '@skyctl/generate/manifests'

/** An object of one environment of a tree. */
export interface TreeObject {
  /** Identity text: `apps/Deployment shop/web`. */
  readonly id: string
  readonly value: JsonObject
  /** `apps/web`, `platform/cilium`, `argocd` or `cluster`: who it belongs to. */
  readonly owner: string
  /** `generated/<env>/...` */
  readonly file: string
}

/** Objects of the files of an environment that a cluster, or the account, gets: what checks alone read is left out. */
export function treeObjects(files: readonly ReadFile[]): ReadonlyMap<string, TreeObject> {
  const found = new Map<string, TreeObject>()
  for (const { file, documents } of files) {
    const [, , area = '', name = ''] = file.split('/')
    if (area === 'world') continue
    const owner = area === 'apps' || area === 'platform' ? `${area}/${name}` : area
    for (const { objects } of documents) {
      for (const { value } of objects) {
        if (!isManifest(value)) continue
        const id =
          area === 'cluster' ? file.split('/').slice(2).join('/') : formatObjectId(objectId(value))
        found.set(id, { id, value: value as JsonObject, owner, file })
      }
    }
  }
  return found
}

function isManifest(value: unknown): value is Manifest {
  const { apiVersion, kind } = (value ?? {}) as Partial<Manifest>
  return typeof apiVersion === 'string' && typeof kind === 'string'
}
