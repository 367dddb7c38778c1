import type { Manifest } from './manifest.ts'
import { groupOf, type ObjectId } from './object-id.ts'

/** What a planned file holds: one Kubernetes object, any YAML document, or text as it is. */
export type Body =
  | {
      readonly kind: 'manifest'
      readonly manifest: Manifest
      /** Its identity, where that is known without opening the manifest. */
      readonly id?: ObjectId
      /** Set where the manifest has its keys in reading order already. */
      readonly inOrder?: true
    }
  | { readonly kind: 'document'; readonly value: unknown; readonly comment?: string }
  | { readonly kind: 'text'; readonly text: string }

/**
 * One file of the tree before it becomes bytes: the seam between deciding and writing,
 * and what checks, diffs and graphs read.
 */
export interface PlannedFile {
  /** Relative to `generated/`, forward slashes. */
  readonly path: string
  /** App or component name, `_cluster`, `_argocd` or `_types`. */
  readonly owner: string
  readonly body: Body
  /** The source file it came from, relative to the workspace: `apps/cart/app.ts`. */
  readonly origin: string
  /** Hash of its bytes, where they are known to be what an earlier run made: then they are made only when asked for. */
  readonly hash?: string
}

/**
 * The file name of an object: `<kind>.<group>.<name>.yaml`, lower case, `core` for the empty group.
 * A character that a file name cannot carry portably (upper case, `:`, `/`, ...) is percent-encoded in
 * the name, so that two objects never share a file on any file system.
 */
export function manifestFileName(manifest: Manifest): string {
  const group = groupOf(manifest.apiVersion)
  return `${manifest.kind.toLowerCase()}.${group === '' ? 'core' : group}.${encodeName(manifest.metadata.name)}.yaml`
}

/** `<namespace|_cluster>/<kind>.<group>.<name>.yaml`: an object's place below its owner's folder. */
export function manifestPath(manifest: Manifest): string {
  const namespace = manifest.metadata.namespace
  return `${namespace === undefined ? '_cluster' : encodeName(namespace)}/${manifestFileName(manifest)}`
}

const portable = /^[a-z0-9.-]+$/

function encodeName(name: string): string {
  if (portable.test(name)) return name
  let encoded = ''
  for (const byte of new TextEncoder().encode(name)) {
    const char = String.fromCharCode(byte)
    encoded += portable.test(char) ? char : `%${byte.toString(16).padStart(2, '0')}`
  }
  return encoded
}
