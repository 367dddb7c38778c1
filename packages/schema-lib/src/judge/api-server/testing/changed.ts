import { type Json, type JsonObject, pathOf } from '@skyctl/core'
import { isRecord } from '../../is-record.ts'
import { samples } from './samples/index.ts'
import type { ServerCase } from './server-case.ts'

/** The object of an example. */
export function objectOf({ sample, changes }: ServerCase): JsonObject {
  // Samples share parts, which a structured clone would keep.
  const copy = JSON.parse(JSON.stringify(samples[sample])) as JsonObject
  for (const [pointer, value] of Object.entries(changes)) change(copy, pointer, value)
  return copy
}

/** Writes a value where a pointer leads, with the maps on the way to it. */
function change(root: JsonObject, pointer: string, value: Json | undefined): void {
  const keys = pathOf(pointer)
  const last = keys.pop() ?? ''
  let parent: Record<string, unknown> = root as Record<string, unknown>
  for (const key of keys) {
    // A list is written by its indexes.
    if (!isRecord(parent[key]) && !Array.isArray(parent[key])) parent[key] = {}
    parent = parent[key] as Record<string, unknown>
  }
  if (value === undefined) delete parent[last]
  else parent[last] = structuredClone(value)
}
