import type { JsonSchema, SchemaStore } from '../../schemas/schema-store.ts'
import { type SchemaPart, schemaParts, schemaPartsBelow } from '../../schemas/schemas-at.ts'
import { isRecord } from '../is-record.ts'
import { createReach } from '../reaching.ts'

const reachesDefaults = createReach(({ default: value }) => value !== undefined)

/**
 * A custom resource as the API server completes it before it evaluates rules: what is absent, or null, has its default.
 *
 * Source: k8s.io/apiextensions-apiserver pkg/apiserver/schema/defaulting/algorithm.go, Default.
 */
export function withDefaults(store: SchemaStore, path: string, value: unknown): unknown {
  return complete(store, schemaParts(store, path), value)
}

function complete(store: SchemaStore, all: readonly SchemaPart[], value: unknown): unknown {
  const parts = all.filter((part) => reachesDefaults(store, part))
  if (parts.length === 0) return value
  const below = (key: string) => schemaPartsBelow(store, parts, key)
  if (Array.isArray(value)) {
    return value.map((item, index) => complete(store, below(String(index)), item))
  }
  if (!isRecord(value)) return value
  const defaults = fieldsOf(parts).flatMap((key) => {
    if ((value[key] ?? null) !== null) return []
    const found = below(key).find(({ schema }) => schema.default !== undefined)
    return found === undefined ? [] : [[key, found.schema.default] as const]
  })
  return Object.fromEntries(
    Object.entries({ ...value, ...Object.fromEntries(defaults) }).map(([key, child]) => [
      key,
      complete(store, below(key), child),
    ]),
  )
}

function fieldsOf(parts: readonly SchemaPart[]): string[] {
  return parts.flatMap(({ schema }) =>
    Object.keys((schema.properties as Readonly<Record<string, JsonSchema>> | undefined) ?? {}),
  )
}
