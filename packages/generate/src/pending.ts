import { formatObjectId, objectId, type PlannedFile } from '@skyctl/core'
import { type Environment, substitute, type Unit } from '@skyctl/model'

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

/** A file that knows which facts it waits for. */
type Waiting = PlannedFile & { readonly missing: readonly string[] }

/**
 * Takes out the files that need a fact which the environment does not name yet. They are not written, and not an error:
 * the rest of the tree is complete without them.
 */
export function settlePending(
  files: readonly Waiting[],
  units: readonly Unit[],
  environment: Environment,
): { files: PlannedFile[]; pending: PendingObject[] } {
  const waiting = files.filter(({ missing }) => missing.length > 0)
  if (waiting.length === 0) return { files: [...files], pending: [] }
  const definitions = new Map(
    units.flatMap((unit) => unit.facts).map((definition) => [definition.name, definition]),
  )
  return {
    files: files.filter(({ missing }) => missing.length === 0),
    pending: waiting.flatMap(({ body, origin, missing }) =>
      body.kind !== 'manifest'
        ? []
        : missing.map((fact) => {
            const definition = definitions.get(fact)
            return {
              environment: environment.name,
              origin,
              object: formatObjectId(body.id ?? objectId(body.manifest)),
              fact,
              description: definition?.description ?? '',
              command: substitute(definition?.command ?? '', environment),
            }
          }),
    ),
  }
}

/** Whether any unit waits for a fact. */
export function isAnyOpen(units: readonly Unit[], environment: Environment): boolean {
  return units.some((unit) => unit.facts.some(({ name }) => environment.facts[name] === undefined))
}
