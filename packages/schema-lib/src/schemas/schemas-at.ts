import { dirname, join } from 'node:path'
import { pathOf } from '@skyctl/core'
import type { JsonSchema, SchemaStore } from './schema-store.ts'

/** A part of a schema with the file that it stands in: references are relative to that. */
export interface SchemaPart {
  readonly file: string
  readonly schema: JsonSchema
}

/**
 * The parts of a schema that speak of the place which a JSON pointer leads to in an object, references followed and alternatives
 * side by side; empty where the schema says nothing of it. Reads the schema as data: only what failed needs it.
 */
export function schemasAt(
  store: SchemaStore,
  path: string,
  pointer: string,
): readonly JsonSchema[] {
  return pathOf(pointer)
    .reduce<readonly SchemaPart[]>(
      (parts, segment) => schemaPartsBelow(store, parts, segment),
      schemaParts(store, path),
    )
    .map(({ schema }) => schema)
}

/** The parts that speak of an object as a whole. */
export function schemaParts(store: SchemaStore, path: string): readonly SchemaPart[] {
  return expand(store, { file: path, schema: store.read(path) })
}

/** The parts that speak of a member or an item. */
export function schemaPartsBelow(
  store: SchemaStore,
  parts: readonly SchemaPart[],
  segment: string,
): readonly SchemaPart[] {
  const [only] = parts
  return parts.length === 1 && only !== undefined
    ? partsBelow(store, only, segment)
    : parts.flatMap((part) => partsBelow(store, part, segment))
}

type ByPlace = Map<string, readonly SchemaPart[]>

const below = new WeakMap<SchemaStore, WeakMap<JsonSchema, ByPlace>>()

/** Remembered: every object of a kind leads down the same ways, and a schema has few. */
function partsBelow(store: SchemaStore, part: SchemaPart, segment: string): readonly SchemaPart[] {
  const { schema } = part
  const { properties } = schema as { readonly properties?: Readonly<Record<string, JsonSchema>> }
  const isField = properties !== undefined && Object.hasOwn(properties, segment)
  const place = `${isField ? segment : '*'} ${/^\d+$/.test(segment)}`
  const ofStore = below.get(store) ?? new WeakMap<JsonSchema, ByPlace>()
  const ofSchema = ofStore.get(schema) ?? new Map()
  const found =
    ofSchema.get(place) ?? children(part, segment).flatMap((child) => expand(store, child))
  below.set(store, ofStore.set(schema, ofSchema.set(place, found)))
  return found
}

function children({ file, schema }: SchemaPart, segment: string): SchemaPart[] {
  const { properties, items, additionalProperties } = schema as {
    readonly properties?: Readonly<Record<string, JsonSchema>>
    readonly items?: JsonSchema
    readonly additionalProperties?: JsonSchema | boolean
  }
  const found = [
    properties !== undefined && Object.hasOwn(properties, segment)
      ? properties[segment]
      : undefined,
    /^\d+$/.test(segment) ? items : undefined,
    typeof additionalProperties === 'object' ? additionalProperties : undefined,
  ]
  return found.flatMap((child) => (child === undefined ? [] : [{ file, schema: child }]))
}

/** A part, what it refers to, and its alternatives, each once. */
function expand(store: SchemaStore, part: SchemaPart): SchemaPart[] {
  const { $ref, allOf, anyOf, oneOf } = part.schema as {
    readonly $ref?: string
    readonly allOf?: readonly JsonSchema[]
    readonly anyOf?: readonly JsonSchema[]
    readonly oneOf?: readonly JsonSchema[]
  }
  const alternatives = [...(allOf ?? []), ...(anyOf ?? []), ...(oneOf ?? [])]
  return [
    part,
    ...($ref === undefined ? [] : expand(store, resolve(store, part.file, $ref))),
    ...alternatives.flatMap((schema) => expand(store, { file: part.file, schema })),
  ]
}

function resolve(store: SchemaStore, from: string, reference: string): SchemaPart {
  const [target = '', fragment = ''] = reference.split('#')
  const file = target === '' ? from : join(dirname(from), target)
  const schema = pathOf(fragment).reduce<unknown>(
    (value, key) => (value as Record<string, unknown> | undefined)?.[key],
    store.read(file),
  )
  return { file, schema: (schema ?? {}) as JsonSchema }
}

/** Every schema that stands directly in one, and what it refers to. */
export function subschemas(store: SchemaStore, part: SchemaPart): readonly SchemaPart[] {
  const { properties, items, additionalProperties } = part.schema as {
    readonly properties?: Readonly<Record<string, JsonSchema>>
    readonly items?: JsonSchema
    readonly additionalProperties?: JsonSchema | boolean
  }
  const own = [
    ...Object.values(properties ?? {}),
    ...(items === undefined ? [] : [items]),
    ...(typeof additionalProperties === 'object' ? [additionalProperties] : []),
  ]
  const [, ...others] = expand(store, part)
  return [...others, ...own.map((schema) => ({ file: part.file, schema }))]
}
