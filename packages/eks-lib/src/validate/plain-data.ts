import { type Json, type JsonObject, pointerOf } from '@skyctl/core'

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

/** The value under these keys, or undefined where any is missing. `null` counts as missing: eksctl reads it so. */
export function get(value: Json | undefined, ...keys: readonly string[]): Json | undefined {
  let current = value
  for (const key of keys) {
    if (!isObject(current) || !Object.hasOwn(current, key)) return undefined
    current = current[key]
  }
  return current ?? undefined
}

/** The elements of a list under these keys; none where there is no list. */
export function items(value: Json | undefined, ...keys: readonly string[]): readonly Json[] {
  const list = get(value, ...keys)
  return isList(list) ? list : []
}

/** The entries of an object under these keys; none where there is no object. */
export function entries(
  value: Json | undefined,
  ...keys: readonly string[]
): readonly (readonly [string, Json])[] {
  const object = get(value, ...keys)
  return isObject(object) ? Object.entries(object) : []
}

/** The text under these keys: an empty one counts as missing, as it does in eksctl. */
export function text(value: Json | undefined, ...keys: readonly string[]): string | undefined {
  const found = get(value, ...keys)
  return typeof found === 'string' && found !== '' ? found : undefined
}

export function number(value: Json | undefined, ...keys: readonly string[]): number | undefined {
  const found = get(value, ...keys)
  return typeof found === 'number' ? found : undefined
}

/** JSON pointer of these keys. */
export function pointer(...keys: readonly (string | number)[]): string {
  return pointerOf(keys)
}
