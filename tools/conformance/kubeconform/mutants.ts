import { type JsonObject, type Path, pointerOf } from '@skyctl/core'
import { schemaPathOf } from '@skyctl/schema-lib'
import { schemasAt } from '../../../packages/schema-lib/src/schemas/schemas-at.ts'
import { isMap, placesOf, replaceAt, shapeOf, valueAt } from '../json-place.ts'
import { damages } from './damages/all-damages.ts'
import { store } from './our-judge.ts'
import type { Specimen } from './specimens.ts'
import type { TreeObject } from './tree-objects.ts'

/** A damaged object. */
export interface Mutant {
  readonly source: TreeObject
  /** What was done. */
  readonly damage: string
  /** JSON pointer to where. */
  readonly pointer: string
  readonly object: JsonObject
}

/**
 * Every damage at every place of every object, in a fixed order. Places of one kind that its schema speaks of in the same words are one:
 * indexes of lists are left out, and keys that it does not name, such as those of labels.
 */
export function* mutantsOf(objects: readonly TreeObject[]): Generator<Mutant> {
  const done = new Set<string>()
  for (const source of objects) {
    const { object, kubernetesVersion } = source
    const kind = `${kubernetesVersion} ${object.apiVersion} ${object.kind}`
    const made = new Set([JSON.stringify(object)])
    for (const { path, value } of placesOf(object)) {
      const known = knownFields(source, path)
      const shape = shapeOf(path.map((token, index) => nameAt(source, path.slice(0, index), token)))
      for (const { id, apply } of damages) {
        const place = `${kind} ${id} ${shape}`
        if (done.has(place)) continue
        const results = apply(value, path, known)
        if (results.length > 0) done.add(place)
        for (const result of results) {
          const mutant = replaceAt(object, path, result)
          const text = JSON.stringify(mutant)
          if (!isMap(mutant) || made.has(text)) continue
          made.add(text)
          yield { source, damage: id, pointer: pointerOf(path), object: mutant }
        }
      }
    }
  }
}

/** The key of a value, and `*` for one that the schema does not name. */
function nameAt(source: TreeObject, parent: Path, token: string | number): string | number {
  return typeof token === 'number' || knownFields(source, parent)().includes(token) ? token : '*'
}

/** Names of the fields that the schema of an object states at a place. */
function knownFields({ object, kubernetesVersion }: TreeObject, path: Path): () => string[] {
  return () => {
    const schema = schemaPathOf(object, store, kubernetesVersion)
    if (schema === undefined) return []
    const fields = schemasAt(store, schema, pointerOf(path)).flatMap(({ properties }) =>
      Object.keys(properties ?? {}),
    )
    return [...new Set(fields)].sort()
  }
}

/**
 * Every damage at the one place that each specimen is for, the specimen as it is among them. Of the results of one damage the next
 * in turn: every part of a schema meets every damage, and every result meets many parts.
 */
export function* mutantsOfSpecimens(
  specimens: readonly Specimen[],
  kubernetesVersion: string,
): Generator<Mutant> {
  const turns = new Map<string, number>()
  for (const { object, path } of specimens) {
    const source = { path: 'schemas', kubernetesVersion, object }
    const pointer = pointerOf(path)
    yield { source, damage: 'none', pointer, object }
    const made = new Set([JSON.stringify(object)])
    const value = valueAt(object, path)
    for (const { id, apply } of damages) {
      const results = apply(value, path, () => [])
      const turn = turns.get(id) ?? 0
      turns.set(id, turn + 1)
      const result = results[turn % results.length]
      if (result === undefined) continue
      const mutant = replaceAt(object, path, result)
      const text = JSON.stringify(mutant)
      if (!isMap(mutant) || made.has(text)) continue
      made.add(text)
      yield { source, damage: id, pointer, object: mutant }
    }
  }
}
