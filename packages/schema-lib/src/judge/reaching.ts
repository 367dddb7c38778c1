import type { JsonSchema, SchemaStore } from '../schemas/schema-store.ts'
import { type SchemaPart, subschemas } from '../schemas/schemas-at.ts'

/**
 * Says of a schema whether it, or anything below it, is one that is looked for: most are not, and are not walked for every object.
 * Remembers every answer.
 */
export function createReach(
  isWanted: (schema: JsonSchema) => boolean,
): (store: SchemaStore, part: SchemaPart) => boolean {
  const known = new WeakMap<JsonSchema, boolean>()
  const reaches = (store: SchemaStore, part: SchemaPart): boolean => {
    const remembered = known.get(part.schema)
    if (remembered !== undefined) return remembered
    // A schema that leads back to itself adds nothing of its own.
    known.set(part.schema, false)
    const found =
      isWanted(part.schema) || subschemas(store, part).some((below) => reaches(store, below))
    known.set(part.schema, found)
    return found
  }
  return reaches
}
