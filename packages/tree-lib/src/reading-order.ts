import type { Manifest } from '@skyctl/core'
import { isPlainObject } from './find-unwritable.ts'

/** What people look for first in any map of a manifest: what it is, then what it is called. */
const leading: ReadonlyMap<string, number> = new Map(
  ['apiVersion', 'group', 'kind', 'type', 'name', 'namespace', 'image', 'command', 'args'].map(
    (key, rank) => [key, rank],
  ),
)

/**
 * A manifest with its keys in the order in which people read it: identity, metadata, spec; in every map below, what
 * names the thing first and the rest as given. Maps of the user's own keys (labels, data) are left as they are. Members
 * that are `undefined` are left out: the result is what a reader of the file would have.
 */
export function inReadingOrder(manifest: Manifest): Manifest {
  const { apiVersion, kind, metadata, spec, ...rest } = manifest
  const { name, namespace, labels, annotations, ...others } = metadata
  const given = { name, namespace, labels, annotations, ...others }
  return {
    apiVersion,
    kind,
    metadata: withoutUndefined(given) as Manifest['metadata'],
    ...(spec !== undefined && { spec: ordered(spec) }),
    ...withoutUndefined(rest),
  }
}

/** Maps whose keys are data. */
const dataMaps: ReadonlySet<string> = new Set([
  'labels',
  'annotations',
  'matchLabels',
  'valuesObject',
])

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  const source = value as Readonly<Record<string, unknown>>
  const keys = Object.keys(source)
  const result: Record<string, unknown> = {}
  const first = keys.filter((key) => leading.has(key))
  if (first.length > 1) first.sort((a, b) => (leading.get(a) ?? 0) - (leading.get(b) ?? 0))
  for (const key of first) {
    if (source[key] !== undefined) result[key] = ordered(source[key])
  }
  for (const key of keys) {
    if (leading.has(key) || source[key] === undefined) continue
    result[key] = dataMaps.has(key) ? withoutUndefined(source[key]) : ordered(source[key])
  }
  return result
}

/** The value itself where no member of a map in it is undefined, else a copy without those. */
function withoutUndefined<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    const items: unknown[] = value.map(withoutUndefined)
    return items.some((item, index) => item !== value[index]) ? (items as T) : value
  }
  const source = value as Readonly<Record<string, unknown>>
  let copy: Record<string, unknown> | undefined
  for (const key in source) {
    const member = source[key]
    const wanted = withoutUndefined(member)
    if (wanted === member && member !== undefined) continue
    // What is no record is left for the writer to refuse.
    if (!isPlainObject(value)) return value
    copy ??= { ...source }
    if (member === undefined) delete copy[key]
    else copy[key] = wanted
  }
  return (copy as T | undefined) ?? value
}
