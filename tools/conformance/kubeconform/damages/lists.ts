import type { Json } from '@skyctl/core'
import { isList, isMap } from '../../json-place.ts'
import type { Damage } from './damage.ts'

/** Damage to a list. */
function relists(
  id: string,
  does: string,
  others: (list: readonly Json[], first: Json | undefined) => readonly Json[],
): Damage {
  return { id, does, apply: (value) => (isList(value) ? others(value, value[0]) : []) }
}

export const listDamages: readonly Damage[] = [
  relists('empty-list', 'a list is empty', (list) => (list.length > 0 ? [[]] : [])),
  relists('repeat-item', 'an item of a list stands there twice', (list, first) =>
    first === undefined ? [] : [[...list, first]],
  ),
  relists('null-in-list', 'a null stands in a list', (list) => [
    [...list, null],
    [null, ...list],
  ]),
  relists('wrong-item', 'an item of another type stands in a list', (list, first) => [
    [...list, isMap(first) ? 'text' : { text: 'text' }],
    [...list, 7],
    [...list, true],
    [...list, []],
  ]),
  relists('list-of-wrong-items', 'all items of a list are of another type', (list, first) => [
    list.map((_, index) => (typeof first === 'string' ? index : `item-${index}`)),
    list.map((item) => [item]),
  ]),
  relists('empty-item', 'a map without keys, or an empty text, stands in a list', (list) => [
    [...list, {}],
    [...list, ''],
  ]),
  relists('long-list', 'a list has 300 items', (list, first) =>
    first === undefined ? [] : [Array.from({ length: 300 }, (_, index) => list[index] ?? first)],
  ),
  relists('reverse-list', 'a list is in reverse order', (list) =>
    list.length > 1 ? [[...list].reverse()] : [],
  ),
]
