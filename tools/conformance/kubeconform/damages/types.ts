import type { Json } from '@skyctl/core'
import { fromEntries, isList, isMap } from '../../json-place.ts'
import type { Damage } from './damage.ts'

function typeOf(value: Json): string {
  return value === null ? 'null' : isList(value) ? 'list' : typeof value
}

/** A value of another type, whatever stands there. */
function becomes(id: string, does: string, other: Json): Damage {
  return { id, does, apply: (value) => (typeOf(value) === typeOf(other) ? [] : [other]) }
}

export const typeDamages: readonly Damage[] = [
  becomes('null-for-value', 'a value is null', null),
  becomes('text-for-value', 'a value of another type is text', 'text'),
  becomes('number-for-value', 'a value of another type is a number', 7),
  becomes('boolean-for-value', 'a value of another type is a boolean', true),
  becomes('list-for-value', 'a value of another type is a list', []),
  becomes('map-for-value', 'a value of another type is a map', {}),
  {
    id: 'wrap-in-list',
    does: 'a value stands in a list',
    apply: (value) => [[value]],
  },
  {
    id: 'wrap-in-map',
    does: 'a value stands in a map, below `value`',
    apply: (value) => [{ value }],
  },
  {
    id: 'list-as-map',
    does: 'a list is a map of its items, by index or by name',
    apply: (value) => (isList(value) && value.length > 0 ? mapsOf(value) : []),
  },
  {
    id: 'map-as-list',
    does: 'a map is a list: of its values, of its keys, of name and value',
    apply: (value) =>
      isMap(value)
        ? [
            Object.values(value),
            Object.keys(value),
            Object.entries(value).map(([name, item]) => ({ name, value: item })),
          ]
        : [],
  },
  {
    id: 'item-for-list',
    does: 'a list is its first item',
    apply: (value) => (isList(value) && value[0] !== undefined ? [value[0]] : []),
  },
  {
    id: 'value-as-text',
    does: 'a number or a boolean is text: `"8080"`, `"true"`',
    apply: (value) =>
      typeof value === 'number' || typeof value === 'boolean' ? [String(value)] : [],
  },
  {
    id: 'text-as-value',
    does: 'text that reads as a number or a boolean is one; other text is `1`',
    apply: (value) => (typeof value === 'string' ? [readAsValue(value)] : []),
  },
  {
    id: 'json-as-text',
    does: 'a map or a list is its JSON, as text',
    apply: (value) => (isMap(value) || isList(value) ? [JSON.stringify(value)] : []),
  },
  {
    id: 'boolean-as-word',
    does: 'a boolean is a word: `yes`, `True`, `on`; or 0 or 1',
    apply: (value) =>
      typeof value === 'boolean' ? ['yes', 'True', 'on', 'enabled', value ? 1 : 0] : [],
  },
]

function mapsOf(list: readonly Json[]): readonly Json[] {
  const name = (item: Json, index: number) =>
    isMap(item) && typeof item.name === 'string' ? item.name : String(index)
  return [
    fromEntries(list.map((item, index) => [String(index), item])),
    fromEntries(list.map((item, index) => [name(item, index), item])),
  ]
}

function readAsValue(text: string): Json {
  if (text === 'true' || text === 'false') return text === 'true'
  const number = Number.parseFloat(text)
  return Number.isFinite(number) ? number : 1
}
