import { type Json, type JsonObject, type Path, pointerOf } from '@skyctl/core'
import { isList, isMap, placesOf, replaceAt, shapeOf, typeName } from '../json-place.ts'
import { additions, isTextOfNoMeaning, swaps } from './damages.ts'

export interface Mutant {
  /** What was done. */
  readonly operator: string
  /** JSON pointer to where. */
  readonly pointer: string
  readonly object: JsonObject
}

/**
 * Remembers which places of which kinds were damaged: the same place of many objects is damaged a few times only.
 *
 * @param perPlace How many times, where an object asks for no other number.
 */
export function createMutator(
  perPlace: number,
): (object: JsonObject, atMost?: number) => readonly Mutant[] {
  const counts = new Map<string, number>()
  return (object, atMost = perPlace) =>
    placesOf(object, isUpstreamSchema).flatMap(({ path, value }) => {
      const place = `${String(object.apiVersion)} ${String(object.kind)} ${shapeOf(path)} ${typeName(value)}`
      const count = counts.get(place) ?? 0
      counts.set(place, count + 1)
      return count < atMost ? mutantsAt(object, path, value) : []
    })
}

/** Every damage of one place, in a fixed order. */
function mutantsAt(object: JsonObject, path: Path, value: Json): readonly Mutant[] {
  const pointer = pointerOf(path)
  const damaged = (operator: string, replacement: Json | undefined): Mutant => ({
    operator,
    pointer,
    object: replaceAt(object, path, replacement) as JsonObject,
  })
  const key = path.at(-1)
  const field = path.findLast((token) => typeof token === 'string')
  return [
    ...(typeof key === 'string' ? renamed(object, path, key) : []),
    ...(path.length > 0 ? [damaged('delete', undefined), damaged('null', null)] : []),
    ...(path.length > 0 ? retyped(value).map(([what, other]) => damaged(what, other)) : []),
    ...(typeof value === 'number' ? numbers : [])
      .filter(([, other]) => other !== value)
      .map(([what, other]) => damaged(what, other)),
    ...(typeof value === 'boolean' ? [damaged('flip', !value)] : []),
    ...(typeof value === 'string' ? rewritten(value, String(field)) : []).map(([what, other]) =>
      damaged(what, other),
    ),
    ...(isList(value) ? relisted(value) : []).map(([what, other]) => damaged(what, other)),
    ...(isMap(value) ? extended(object, path, value) : []),
  ]
}

/** The schemas of CustomResourceDefinitions are upstream's own files, byte by byte: one place each. */
function isUpstreamSchema(path: Path): boolean {
  return path.at(-1) === 'openAPIV3Schema'
}

/** The key misspelt, and with the case of its first letter changed. */
function renamed(object: JsonObject, path: Path, key: string): readonly Mutant[] {
  const first = key[0] ?? ''
  const other = first === first.toLowerCase() ? first.toUpperCase() : first.toLowerCase()
  return [
    ['misspell', `${key}x`] as const,
    ['spaced-key', `${key} `] as const,
    ...(other === first ? [] : [['case-of-key', other + key.slice(1)] as const]),
  ].map(([operator, name]) => ({
    operator,
    pointer: pointerOf([...path.slice(0, -1), name]),
    object: replaceAt(object, path.slice(0, -1), (parent) =>
      Object.fromEntries(
        Object.entries(parent as JsonObject).map(([k, v]) => [k === key ? name : k, v]),
      ),
    ) as JsonObject,
  }))
}

type Change = readonly [operator: string, value: Json]

const others: readonly Change[] = [
  ['to-text', 'text'],
  ['to-number', 7],
  ['to-boolean', true],
  ['to-list', ['text']],
  ['to-map', { text: 'text' }],
]

function retyped(value: Json): readonly Change[] {
  return others.filter(([, other]) => typeName(other) !== typeName(value))
}

const numbers: readonly Change[] = [
  ['negative', -1],
  ['zero', 0],
  ['one', 1],
  ['fraction', 1.5],
  ['beyond-ports', 65_536],
  ['large', 2_000_000_000],
  ['beyond-int32', 4_294_967_296],
  ['beyond-int64', 1e19],
]

function rewritten(value: string, field: string): readonly Change[] {
  const general: readonly Change[] = [
    ['empty', ''],
    ['spaced', ` ${value} `],
    ['two-words', 'no such: value'],
    ['upper-case', value.toUpperCase()],
    ['underscore', 'under_score'],
    ['trailing-dash', 'ends-'],
    ['dotted', 'two.parts'],
    ['non-ascii', 'größe'],
    ['slashes', 'a/b/c'],
    ['digits', '12345'],
    ['length-64', 'x'.repeat(64)],
    ['length-254', 'x'.repeat(254)],
  ]
  const specific = (swaps[field] ?? []).map((other): Change => [`bad-${field}`, other])
  return [...(isTextOfNoMeaning(field) ? general.slice(0, 1) : general), ...specific].filter(
    ([, other]) => other !== value,
  )
}

function relisted(list: readonly Json[]): readonly Change[] {
  const first = list[0]
  return [
    ['empty-list', []],
    ['null-item', [...list, null]],
    ...(first === undefined ? [] : ([['duplicate', [...list, first]]] as const)),
    ...(isMap(first) ? ([['empty-item', [...list, {}]]] as const) : []),
  ]
}

function extended(object: JsonObject, path: Path, value: JsonObject): readonly Mutant[] {
  const field = path.findLast((token) => typeof token === 'string') ?? ''
  const kind = path.length === 0 ? `/${String(object.kind)}` : String(field)
  const added: Readonly<Record<string, Json>> = { nonsense: 'text', ...additions[kind] }
  return [
    ...(Object.keys(value).length > 0
      ? [
          {
            operator: 'empty-map',
            pointer: pointerOf(path),
            object: replaceAt(object, path, {}) as JsonObject,
          },
        ]
      : []),
    ...Object.entries(added).map(([name, content]) => ({
      operator: name === 'nonsense' ? 'extra-field' : `add-${name}`,
      pointer: pointerOf([...path, name]),
      object: replaceAt(object, [...path, name], content) as JsonObject,
    })),
  ]
}
