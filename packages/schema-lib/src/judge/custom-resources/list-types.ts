import type { JsonSchema } from '../../schemas/schema-store.ts'
import { at, find, nothing, type Place, type ServerFinding, shown } from '../api-server/place.ts'

/**
 * A list that is a set holds each item once, and one that is a map each key: lists merge by them.
 *
 * Source: k8s.io/apiextensions-apiserver pkg/apiserver/schema/listtype/validation.go, ValidateListSetsAndMaps.
 */
export function checkListType(
  schema: JsonSchema,
  items: readonly Place[],
): readonly ServerFinding[] {
  const keys = schema['x-kubernetes-list-map-keys']
  switch (schema['x-kubernetes-list-type']) {
    case 'set':
      return repeated(items, ({ value }) => value, 'an item')
    case 'map':
      return Array.isArray(keys)
        ? repeated(items, (item) => keysOf(item, keys), keys.map(String).join(' and '))
        : nothing
    default:
      return nothing
  }
}

function keysOf(item: Place, keys: readonly string[]): unknown {
  return keys.map((key) => at(item, key).value ?? null)
}

function repeated(
  items: readonly Place[],
  identityOf: (item: Place) => unknown,
  what: string,
): readonly ServerFinding[] {
  const seen = new Set<string>()
  return items.flatMap((item) => {
    const identity = canonical(identityOf(item))
    if (seen.size < seen.add(identity).size) return nothing
    return find(
      item,
      `${shown(item.value)} repeats ${what} of its list: the API server keeps each once`,
      'remove or rename one of them',
    )
  })
}

/** JSON with the keys of maps in order: their order does not make two items of one. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
