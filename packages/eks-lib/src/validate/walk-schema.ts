import type { Json, JsonObject } from '@skyctl/core'
import { caseless, clusterConfigSchema, resolveSchema, type Schema } from './eksctl-schema.ts'
import { isList, isObject, pointer } from './plain-data.ts'

/** One place where a config is not what the schema says. */
export type Violation =
  | {
      readonly kind: 'unknown'
      readonly pointer: string
      readonly field: string
      readonly known: string[]
    }
  | { readonly kind: 'missing'; readonly pointer: string; readonly field: string }
  | {
      readonly kind: 'type'
      readonly pointer: string
      readonly expected: string
      readonly actual: string
    }
  | {
      readonly kind: 'value'
      readonly pointer: string
      readonly value: string
      readonly allowed: readonly string[]
    }

/** Several rules look at one walk. */
const walks = new WeakMap<JsonObject, readonly Violation[]>()

/** Everything in a config that eksctl's schema does not allow, in the order of the config. */
export function walkSchema(config: JsonObject): readonly Violation[] {
  const known = walks.get(config)
  if (known !== undefined) return known
  const violations = walk(config, clusterConfigSchema, '', '')
  // An empty file is parsed to null, which no map can hold weakly.
  if (isObject(config)) walks.set(config, violations)
  return violations
}

function walk(value: Json, unresolved: Schema, at: string, field: string): readonly Violation[] {
  const schema = resolveSchema(unresolved)
  const expected = [schema.type ?? (schema.properties === undefined ? [] : 'object')].flat()
  if (expected.length > 0 && !expected.some((type) => matches(value, type))) {
    return [{ kind: 'type', pointer: at, expected: expected.join(' or '), actual: typeName(value) }]
  }
  if (typeof value === 'string') return walkText(value, schema, at, field)
  if (isList(value)) {
    const { items } = schema
    return items === undefined
      ? []
      : value.flatMap((item, index) => walk(item, items, at + pointer(index), ''))
  }
  return isObject(value) ? walkObject(value, schema, at) : []
}

function walkText(value: string, schema: Schema, at: string, field: string): readonly Violation[] {
  // An empty field counts as not set; an empty element of a list, whose field is '', does not.
  if (schema.enum === undefined || (value === '' && field !== '')) return []
  const same = caseless.has(field)
    ? (allowed: string) => allowed.toLowerCase() === value.toLowerCase()
    : (allowed: string) => allowed === value
  return schema.enum.some(same) ? [] : [{ kind: 'value', pointer: at, value, allowed: schema.enum }]
}

function walkObject(value: JsonObject, schema: Schema, at: string): readonly Violation[] {
  const { properties = {}, additionalProperties = true, required = [] } = schema
  const missing = required.flatMap((field): Violation[] =>
    // An empty text is a field that is not set: so eksctl tests for it.
    [undefined, null, ''].includes(Object.hasOwn(value, field) ? (value[field] as null) : null)
      ? [{ kind: 'missing', pointer: at, field }]
      : [],
  )
  const inside = Object.entries(value).flatMap(([field, item]): readonly Violation[] => {
    const known = Object.hasOwn(properties, field) ? properties[field] : undefined
    if (known === undefined && additionalProperties === false) {
      return [
        {
          kind: 'unknown',
          pointer: at + pointer(field),
          field,
          known: Object.keys(properties),
        },
      ]
    }
    // A null is a field that is not set: so Go decodes it.
    if (item === null) return []
    if (known !== undefined) return walk(item, known, at + pointer(field), field)
    return typeof additionalProperties === 'object'
      ? walk(item, additionalProperties, at + pointer(field), field)
      : []
  })
  return [...missing, ...inside]
}

function matches(value: Json, type: string): boolean {
  if (type === 'object') return isObject(value)
  if (type === 'integer') return Number.isSafeInteger(value)
  return type === typeName(value)
}

function typeName(value: Json): string {
  return value === null ? 'null' : isList(value) ? 'array' : typeof value
}
