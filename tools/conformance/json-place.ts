import type { Json, JsonObject } from '@skyctl/core'

/** Where a value stands in an object: keys, and indexes of lists. */
export type Path = readonly (string | number)[]

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

/** Every place of a value, itself first, in the order of the text. */
export function placesOf(value: Json, path: Path = []): readonly Place[] {
  const inside = isList(value)
    ? value.flatMap((item, index) => placesOf(item, [...path, index]))
    : isMap(value)
      ? Object.entries(value).flatMap(([key, item]) => placesOf(item, [...path, key]))
      : []
  return [{ path, value }, ...inside]
}

/** The value with another one at a place. */
export function replaceAt(value: Json, [key, ...rest]: Path, other: Json): Json {
  if (key === undefined) return other
  if (isList(value)) {
    return value.map((item, index) => (index === key ? replaceAt(item, rest, other) : item))
  }
  return fromEntries(
    Object.entries(value as JsonObject).map(([name, item]) => [
      name,
      name === key ? replaceAt(item, rest, other) : item,
    ]),
  )
}

/** A map that may hold any key, `__proto__` too, as a reader of JSON makes it. */
export function fromEntries(entries: readonly (readonly [string, Json])[]): JsonObject {
  return Object.fromEntries(entries)
}

export function pointerOf(path: Path): string {
  return path
    .map((token) => `/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('')
}

/** A path whose indexes are left out: places of one shape share it. */
export function shapeOf(path: Path): string {
  return pointerOf(path.map((token) => (typeof token === 'number' ? '*' : token)))
}

export function valueAt(value: Json, path: Path): Json {
  return path.reduce<Json>(
    (current, token) => (current as Readonly<Record<string | number, Json>>)[token] ?? null,
    value,
  )
}
