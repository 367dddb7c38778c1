import type { Manifest } from '@skyctl/core'

/** What people look for first in any map of a manifest: what it is, then what it is called. */
const leading = [
  'apiVersion',
  'group',
  'kind',
  'type',
  'name',
  'namespace',
  'image',
  'command',
  'args',
] as const
const leadingKeys: ReadonlySet<string> = new Set(leading)

/**
 * A manifest with its keys in the order in which people read it: identity, metadata, spec; in every map below, what
 * names the thing first and the rest as given. Maps of the user's own keys (labels, data) are left as they are.
 */
export function inReadingOrder(manifest: Manifest): unknown {
  const { apiVersion, kind, metadata, spec, ...rest } = manifest
  const { name, namespace, labels, annotations, ...others } = metadata
  return {
    apiVersion,
    kind,
    metadata: { name, namespace, labels, annotations, ...others },
    spec: ordered(spec),
    ...rest,
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
  const result: Record<string, unknown> = {}
  for (const key of leading) {
    if (key in source) result[key] = ordered(source[key])
  }
  for (const key in source) {
    if (leadingKeys.has(key)) continue
    result[key] = dataMaps.has(key) ? source[key] : ordered(source[key])
  }
  return result
}
