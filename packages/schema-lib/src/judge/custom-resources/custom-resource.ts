import type { JsonSchema, SchemaStore } from '../../schemas/schema-store.ts'
import { type SchemaPart, schemaParts, schemaPartsBelow } from '../../schemas/schemas-at.ts'
import { entriesOf, itemsOf, type Place, type ServerFinding } from '../api-server/place.ts'
import { createReach } from '../reaching.ts'
import { checkListType } from './list-types.ts'
import { checkScale } from './scales.ts'
import { checkTextFormat, isCheckedFormat } from './text-formats.ts'
import { checkWholeNumber, holdsHugeNumber } from './whole-numbers.ts'

/** Whether the schema of a kind comes from a CRD, by its path: eksctl's files are no objects, and built-in kinds have other rules. */
export function isCustomResource(path: string): boolean {
  return path.startsWith('crds/') && !path.startsWith('crds/eksctl.io/')
}

/**
 * What the API server checks of a custom resource, and JSON Schema does not say.
 *
 * @param value The object without its nulls, and with its defaults.
 */
export function checkCustomResource(
  store: SchemaStore,
  path: string,
  value: unknown,
): readonly ServerFinding[] {
  const root = { value }
  const visitsAll = holdsHugeNumber(value)
  const visit = (all: readonly SchemaPart[], place: Place): readonly ServerFinding[] => {
    const parts = visitsAll ? all : all.filter((part) => reachesChecks(store, part))
    if (parts.length === 0) return []
    const items = itemsOf(place)
    const below = [
      ...items.map((item, index) => [String(index), item] as const),
      ...entriesOf(place),
    ]
    return [
      ...parts.flatMap(({ schema }) => [
        ...checkTextFormat(schema.format, place),
        ...checkWholeNumber(schema.type, place),
        ...checkListType(schema, items),
      ]),
      ...below.flatMap(([key, child]) => visit(schemaPartsBelow(store, parts, key), child)),
    ]
  }
  // Metadata is that of all kinds: no CRD has a say in it.
  const own = entriesOf(root).filter(([key]) => key !== 'metadata')
  const parts = schemaParts(store, path)
  return [
    ...checkScale(root),
    ...own.flatMap(([key, place]) => visit(schemaPartsBelow(store, parts, key), place)),
  ]
}

const reachesChecks = createReach(
  (schema: JsonSchema) =>
    isCheckedFormat(schema.format) || schema['x-kubernetes-list-type'] !== undefined,
)
