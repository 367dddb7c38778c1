import type { Manifest } from './manifest.ts'

/** What identifies an object in a cluster: group, kind, namespace and name, never the version. */
export interface ObjectId {
  /** API group; empty for the core group. */
  readonly group: string
  readonly kind: string
  /** Empty for a cluster-scoped object. */
  readonly namespace: string
  readonly name: string
}

/** The API group of an `apiVersion`: `apps` of `apps/v1`, empty for `v1`. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/')
  return slash < 0 ? '' : apiVersion.slice(0, slash)
}

export function objectId(manifest: Manifest): ObjectId {
  return {
    group: groupOf(manifest.apiVersion),
    kind: manifest.kind,
    namespace: manifest.metadata.namespace ?? '',
    name: manifest.metadata.name,
  }
}

/**
 * The one text form of an identity, used in messages, suppressions and indexes:
 * `apps/Deployment storefront/frontend`, `Service storefront/frontend`, `Namespace storefront`.
 */
export function formatObjectId(id: ObjectId): string {
  const kind = id.group === '' ? id.kind : `${id.group}/${id.kind}`
  return id.namespace === '' ? `${kind} ${id.name}` : `${kind} ${id.namespace}/${id.name}`
}
