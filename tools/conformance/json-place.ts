import { type Json, type JsonObject, type Path, pointerOf } from '@skyctl/core'

export interface Place {
  readonly path: Path
  readonly value: Json
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

export function isMap(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What a value is, in one word of JSON; `map` and `list` are told apart. */
export function typeName(value: Json): string {
  return value === null ? 'null' : isList(value) ? 'list' : typeof value
}

/**
 * Every place of a value, itself first, in the order of the text.
 *
 * @param isWhole Whether what stands at a path counts as one place, whatever is in it.
 */
export function placesOf(
  value: Json,
  isWhole: (path: Path) => boolean = () => false,
  path: Path = [],
): readonly Place[] {
  if (isWhole(path)) return [{ path, value }]
  const inside = isList(value)
    ? value.flatMap((item, index) => placesOf(item, isWhole, [...path, index]))
    : isMap(value)
      ? Object.entries(value).flatMap(([key, item]) => placesOf(item, isWhole, [...path, key]))
      : []
  return [{ path, value }, ...inside]
}

/** The value with another one at a place, made of the one that stands there if need be; undefined takes it out. */
export function replaceAt(
  value: Json,
  [key, ...rest]: Path,
  replacement: Json | undefined | ((current: Json) => Json),
): Json {
  if (key === undefined) {
    return typeof replacement === 'function' ? replacement(value) : (replacement ?? null)
  }
  const gone = rest.length === 0 && replacement === undefined
  if (isList(value)) {
    return gone
      ? value.filter((_, index) => index !== key)
      : value.map((item, index) => (index === key ? replaceAt(item, rest, replacement) : item))
  }
  const object = value as JsonObject
  if (gone) return fromEntries(Object.entries(object).filter(([name]) => name !== key))
  return { ...object, [key]: replaceAt(object[key] ?? null, rest, replacement) }
}

/** A map that may hold any key, `__proto__` too, as a reader of JSON makes it. */
export function fromEntries(entries: readonly (readonly [string, Json])[]): JsonObject {
  return Object.fromEntries(entries)
}

/** The pointer of a path whose indexes are left out: places of one shape share it. */
export function shapeOf(path: Path): string {
  return pointerOf(path.map((token) => (typeof token === 'number' ? '*' : token)))
}

export function valueAt(value: Json, path: Path): Json {
  return path.reduce<Json>(
    (current, token) => (current as Readonly<Record<string | number, Json>>)[token] ?? null,
    value,
  )
}
