import type { Json } from '@skyctl/core'
import { fromEntries, isMap } from '../../json-place.ts'
import type { Damage } from './damage.ts'

/** Fields that are added to a map, whatever it is. */
function adds(id: string, does: string, fields: readonly (readonly [string, Json])[]): Damage {
  return {
    id,
    does,
    apply: (value) =>
      isMap(value) ? fields.map((field) => fromEntries([...Object.entries(value), field])) : [],
  }
}

/** Values for a field that is known: of every type, and odd ones among them. */
const values: readonly Json[] = [
  null,
  true,
  7,
  -1,
  1.5,
  '',
  'text',
  '10.0.0.0/33',
  [],
  [null],
  ['text'],
  [{}],
  {},
  { text: 'text' },
  { text: 7 },
]

/** Five of them for a field, the next five for the next one. */
function inTurn(index: number): readonly Json[] {
  const start = (index * 5) % values.length
  return values.slice(start, start + 5)
}

export const fieldDamages: readonly Damage[] = [
  adds('extra-field', 'a field that nobody knows stands in a map', [['unknownField', 'text']]),
  adds('extra-field-of-null', 'a field that nobody knows is null, or empty', [
    ['unknownField', null],
    ['unknownField', {}],
    ['unknownField', []],
  ]),
  adds('extension-field', 'a field like those of Compose and OpenAPI stands in a map', [
    ['x-note', 'text'],
    ['$ref', '#/definitions/x'],
    ['$comment', 'text'],
  ]),
  adds('odd-field', 'a field is called like something of JavaScript, a number, or nothing', [
    ['__proto__', { text: 'text' }],
    ['constructor', 'text'],
    ['toString', 'text'],
    ['hasOwnProperty', 'text'],
    ['0', 'text'],
    ['', 'text'],
  ]),
  adds('status-field', 'fields of the object itself stand in a map', [
    ['status', {}],
    ['apiVersion', 'v1'],
    ['kind', 'text'],
    ['metadata', {}],
    ['spec', {}],
  ]),
  {
    id: 'empty-map',
    does: 'a map is empty',
    apply: (value) => (isMap(value) && Object.keys(value).length > 0 ? [{}] : []),
  },
  {
    id: 'known-field',
    does: 'a field that the schema knows is added, with values of every type in turn',
    apply: (value, _path, known) =>
      isMap(value)
        ? known()
            .filter((field) => !Object.hasOwn(value, field))
            .flatMap((field, index) => inTurn(index).map((other) => ({ ...value, [field]: other })))
        : [],
  },
]
