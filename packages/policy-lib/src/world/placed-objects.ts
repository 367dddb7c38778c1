import { compareText, formatObjectId, groupOf, type JsonObject, type Problem } from '@skyctl/core'
import { objectsIn } from '@skyctl/schema-lib'
import { canonicalJson, isRecord, textAt, withoutNulls } from '../plain-data.ts'
import { type Source, type SourceManifest, whereIn } from './source.ts'

/** One object of the manifests with its identity. */
export interface PlacedObject {
  readonly group: string
  readonly kind: string
  /** Empty for an object of a cluster-scoped kind. */
  readonly namespace: string
  readonly name: string
  readonly value: JsonObject
  readonly raw: JsonObject
  readonly source: Source
}

export interface PlaceOptions {
  /** Namespace of a namespaced object that names none: the one that the tool which applies it would use. */
  readonly defaultNamespace: string
}

const clusterScoped = new Set([
  'Namespace',
  'cilium.io/CiliumClusterwideNetworkPolicy',
  'cilium.io/CiliumCIDRGroup',
  'policy.networking.k8s.io/ClusterNetworkPolicy',
])

/**
 * Opens lists, names every object, and sorts them, so that nothing after this depends on the order of the manifests. Of two objects of
 * one identity the first by file and document counts, and the other is a problem: which of them a cluster keeps is not known.
 */
export function placeObjects(
  manifests: readonly SourceManifest[],
  { defaultNamespace }: PlaceOptions,
): { readonly objects: readonly PlacedObject[]; readonly problems: readonly Problem[] } {
  const all = manifests.flatMap((manifest) =>
    objectsIn(manifest.value).flatMap(({ value, pointer }) => {
      const placed = placeObject(manifest, value, pointer, defaultNamespace)
      return placed === undefined ? [] : [placed]
    }),
  )
  const texts = new Map(all.map((object) => [object, undefined as string | undefined]))
  const textOf = (object: PlacedObject) => {
    const known = texts.get(object) ?? canonicalJson(object.value)
    texts.set(object, known)
    return known
  }
  all.sort(
    (a, b) =>
      compareText(a.source.object, b.source.object) ||
      compareText(a.source.manifest.file ?? '', b.source.manifest.file ?? '') ||
      (a.source.manifest.index ?? 0) - (b.source.manifest.index ?? 0) ||
      compareText(a.source.pointer, b.source.pointer) ||
      compareText(textOf(a), textOf(b)),
  )
  const objects: PlacedObject[] = []
  const problems: Problem[] = []
  for (const object of all) {
    const last = objects.at(-1)
    if (last === undefined || last.source.object !== object.source.object) objects.push(object)
    else if (textOf(last) !== textOf(object)) problems.push(duplicate(object, last))
  }
  return { objects, problems }
}

function placeObject(
  manifest: SourceManifest,
  raw: unknown,
  pointer: string,
  defaultNamespace: string,
): PlacedObject | undefined {
  if (!isRecord(raw)) return undefined
  const value = withoutNulls(raw) as JsonObject
  const apiVersion = textAt(value, 'apiVersion')
  const kind = textAt(value, 'kind')
  if (apiVersion === undefined || kind === undefined) return undefined
  const group = groupOf(apiVersion)
  const isClusterScoped = clusterScoped.has(group === '' ? kind : `${group}/${kind}`)
  const written = textAt(value, 'metadata', 'namespace') ?? ''
  const namespace = isClusterScoped ? '' : written === '' ? defaultNamespace : written
  const name = textAt(value, 'metadata', 'name') ?? ''
  const object = formatObjectId({ group, kind, namespace, name })
  return {
    group,
    kind,
    namespace,
    name,
    value,
    raw,
    source: { manifest, object, pointer },
  }
}

function duplicate(object: PlacedObject, first: PlacedObject): Problem {
  const { file } = first.source.manifest
  return {
    id: 'duplicate-object',
    severity: 'error',
    where: whereIn(object.source, ''),
    message: `${object.source.object} stands here for the second time${file === undefined ? '' : `, after ${file}`}: which of the two a cluster keeps cannot be said, and only the first was read`,
    hint: 'remove one of the two',
  }
}
