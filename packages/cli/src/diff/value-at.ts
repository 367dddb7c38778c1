import type { JsonObject } from '@skyctl/core'

/** What stands at a path of a manifest, any member of which may be missing or of another type. */
export function valueAt(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (here, key) =>
      typeof here === 'object' && here !== null ? (here as JsonObject)[key] : undefined,
    value,
  )
}
