import type { Path } from '@skyctl/core'
import type { z } from 'zod'

/** The schema of the value at a path, or undefined where none is declared or a union leaves it open. */
export function schemaAt(schema: z.ZodType, path: Path): z.ZodType | undefined {
  let current: z.ZodType | undefined = schema
  for (const key of path) {
    if (current === undefined) return undefined
    current = childOf(inner(current), key)
  }
  return current
}

/** The keys that a closed map declares at a path; undefined where the map is open or no map is expected. */
export function keysAt(schema: z.ZodType, path: Path): readonly string[] | undefined {
  const found = schemaAt(schema, path)
  if (found === undefined) return undefined
  const def = defOf(inner(found))
  if (def.type === 'object') return Object.keys(def.shape)
  if (def.type !== 'union') return undefined
  const shapes = def.options.map((option) => defOf(inner(option as z.ZodType)))
  const keys = shapes.flatMap((shape) => (shape.type === 'object' ? Object.keys(shape.shape) : []))
  return keys.length === 0 ? undefined : [...new Set(keys)]
}

/** The documentation of the value at a path. */
export function descriptionAt(schema: z.ZodType, path: Path): string | undefined {
  for (let found = schemaAt(schema, path); found !== undefined; found = wrapped(found)) {
    if (found.description !== undefined) return found.description
  }
  return undefined
}

function childOf(schema: z.ZodType, key: string | number): z.ZodType | undefined {
  const def = defOf(schema)
  switch (def.type) {
    case 'object':
      return Object.hasOwn(def.shape, key) ? (def.shape[key] as z.ZodType) : undefined
    case 'record':
      return def.valueType as z.ZodType
    case 'array':
      return def.element as z.ZodType
    default:
      return undefined
  }
}

function inner(schema: z.ZodType): z.ZodType {
  const next = wrapped(schema)
  return next === undefined ? schema : inner(next)
}

/** What an optional, a default or the like is around. */
function wrapped(schema: z.ZodType): z.ZodType | undefined {
  const def = defOf(schema)
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'nonoptional':
    case 'readonly':
    case 'catch':
      return def.innerType as z.ZodType
    case 'pipe':
      return def.in as z.ZodType
    case 'lazy':
      return def.getter() as z.ZodType
    default:
      return undefined
  }
}

/** The definition as a union over the kinds of schema: what zod offers to those who walk schemas. */
function defOf(schema: z.ZodType) {
  return (schema as unknown as z.core.$ZodTypes)._zod.def
}
