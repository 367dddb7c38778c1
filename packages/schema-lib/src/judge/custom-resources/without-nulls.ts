import type { SchemaStore } from '../../schemas/schema-store.ts'
import { type SchemaPart, schemaParts, schemaPartsBelow } from '../../schemas/schemas-at.ts'
import { isRecord } from '../is-record.ts'

/**
 * A custom resource without the nulls that the API server takes out before it looks for what must be there, and before it
 * evaluates rules: those that are neither asked for nor unknown. The value itself where there are none.
 *
 * Source: k8s.io/apiextensions-apiserver pkg/apiserver/schema/defaulting/prunenulls.go, PruneNonNullableNullsWithoutDefaults.
 */
export function withoutNulls(store: SchemaStore, path: string, value: unknown): unknown {
  return holdsNull(value) ? strip(store, schemaParts(store, path), value) : value
}

function holdsNull(value: unknown): boolean {
  return value === null || (typeof value === 'object' && Object.values(value).some(holdsNull))
}

function strip(store: SchemaStore, parts: readonly SchemaPart[], value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((item, index) =>
      strip(store, schemaPartsBelow(store, parts, String(index)), item),
    )
  }
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, child]) => {
      const below = schemaPartsBelow(store, parts, key)
      return child === null && takesNull(below) && !(isTyped(below) && isRequired(parts, key))
        ? []
        : [[key, strip(store, below, child)]]
    }),
  )
}

/** Where null may not stand it is a fault of its own. Where any value may, it is nothing; where nothing is said it is kept. */
function takesNull(parts: readonly SchemaPart[]): boolean {
  const types = parts.flatMap(({ schema }) => (schema.type === undefined ? [] : [schema.type]))
  return parts.length > 0 && types.every((type) => Array.isArray(type) && type.includes('null'))
}

/** A field that must be there and may be null is nullable, and stays. What alternatives ask for, which name no type, has no say in it. */
function isRequired(parts: readonly SchemaPart[], key: string): boolean {
  return parts.some(
    ({ schema: { type, required } }) =>
      type !== undefined && Array.isArray(required) && required.includes(key),
  )
}

function isTyped(parts: readonly SchemaPart[]): boolean {
  return parts.some(({ schema }) => schema.type !== undefined)
}
