import type { Json, JsonObject } from '@skyctl/core'

/** Reading a stranger's data: any member may be missing or of another type, and nothing here throws. */

export function isRecord(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A member of a map; undefined where there is no map. */
export function get(value: unknown, ...path: readonly string[]): Json | undefined {
  let here = value as Json | undefined
  for (const key of path) {
    if (!isRecord(here) || !Object.hasOwn(here, key)) return undefined
    here = here[key]
  }
  return here
}

/** The text at a path, and undefined where something else stands. */
export function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  const found = get(value, ...path)
  return typeof found === 'string' ? found : undefined
}

/** The list at a path; undefined where there is none, so that an absent list and an empty one stay apart. */
export function listAt(value: unknown, ...path: readonly string[]): readonly Json[] | undefined {
  const found = get(value, ...path)
  return Array.isArray(found) ? (found as readonly Json[]) : undefined
}

/** A map of texts, such as labels; members of another type are left out. */
export function textsAt(value: unknown, ...path: readonly string[]): Record<string, string> {
  const found = get(value, ...path)
  if (!isRecord(found)) return {}
  const texts: Record<string, string> = {}
  for (const [key, text] of Object.entries(found)) {
    if (typeof text === 'string') texts[key] = text
  }
  return texts
}

/**
 * A value without the members of maps that are null, as the API server prunes them before it judges and stores an object. A null
 * in a list stays: there it is an error.
 */
export function withoutNulls(value: Json): Json {
  return hasNullMember(value) ? pruneNulls(value) : value
}

/** Most objects have none, and need no copy. */
function hasNullMember(value: Json): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) return value.some(hasNullMember)
  for (const key in value) {
    const member = (value as JsonObject)[key]
    if (member === null || (member !== undefined && hasNullMember(member))) return true
  }
  return false
}

function pruneNulls(value: Json): Json {
  if (Array.isArray(value)) return value.map(pruneNulls)
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]) =>
      member === null ? [] : [[key, pruneNulls(member)]],
    ),
  )
}

/** JSON with sorted keys: equal data gives equal text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (!isRecord(value)) return JSON.stringify(value) ?? 'null'
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key])}`)
  return `{${members.join(',')}}`
}
