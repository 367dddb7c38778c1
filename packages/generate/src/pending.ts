import { formatObjectId, objectId, type PlannedFile } from '@skyctl/core'
import { type Environment, factsIn, substitute, type Unit } from '@skyctl/model'

/** An object that waits for an id that AWS chooses. */
export interface PendingObject {
  readonly environment: string
  /** Source file that asks for the fact. */
  readonly origin: string
  /** Identity text of the object. */
  readonly object: string
  readonly fact: string
  readonly description: string
  /** Prints the value. */
  readonly command: string
}

/**
 * Takes out the files that need a fact which the environment does not name yet. They are not written, and not an error:
 * the rest of the tree is complete without them.
 */
export function settlePending(
  files: readonly PlannedFile[],
  units: readonly Unit[],
  environment: Environment,
): { files: PlannedFile[]; pending: PendingObject[] } {
  const definitions = new Map(
    units.flatMap((unit) => unit.facts).map((definition) => [definition.name, definition]),
  )
  const open = [...definitions.keys()].some((name) => environment.facts[name] === undefined)
  if (!open) return { files: [...files], pending: [] }
  const pending: PendingObject[] = []
  const ready = files.filter((file) => {
    if (file.body.kind !== 'manifest') return true
    const { manifest } = file.body
    const missing = factsIn(manifest)
    for (const fact of missing) {
      const definition = definitions.get(fact)
      pending.push({
        environment: environment.name,
        origin: file.origin,
        object: formatObjectId(objectId(manifest)),
        fact,
        description: definition?.description ?? '',
        command: substitute(definition?.command ?? '', environment),
      })
    }
    return missing.length === 0
  })
  return { files: ready, pending }
}
