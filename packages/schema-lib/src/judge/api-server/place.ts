import { isRecord } from '../is-record.ts'

/** What the API server says of an object beyond its schema. */
export interface ServerFinding {
  readonly pointer: string
  readonly message: string
  readonly hint: string
}

/** A value inside an object, and where it stands. `undefined` where nothing stands there. */
export interface Place {
  readonly value: unknown
  readonly pointer: string
}

/** Where fields lead from a place. */
export function at(place: Place, ...fields: readonly string[]): Place {
  return fields.reduce<Place>(
    ({ value, pointer }, field) => ({
      value: isRecord(value) && Object.hasOwn(value, field) ? value[field] : undefined,
      pointer: `${pointer}/${escapeToken(field)}`,
    }),
    place,
  )
}

/** The items of a list; none where there is no list. */
export function itemsOf({ value, pointer }: Place): readonly Place[] {
  return Array.isArray(value)
    ? value.map((item: unknown, index) => ({ value: item, pointer: `${pointer}/${index}` }))
    : []
}

/** The entries of a map; none where there is no map. */
export function entriesOf(place: Place): readonly (readonly [string, Place])[] {
  return isRecord(place.value)
    ? Object.entries(place.value).map(([key, value]) => [
        key,
        { value, pointer: `${place.pointer}/${escapeToken(key)}` },
      ])
    : []
}

/** Null is nothing, as Go decodes it. */
export function isSet({ value }: Place): boolean {
  return value !== undefined && value !== null
}

/** A text that is not empty: Go's zero values are nothing, too. */
export function textOf({ value }: Place): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** A whole number. */
export function wholeOf({ value }: Place): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) ? value : undefined
}

export function isTrue({ value }: Place): boolean {
  return value === true
}

/** A list without items; null is one, where the schema says that the list must be there. */
export function isEmptyList({ value }: Place): boolean {
  return value === null || (Array.isArray(value) && value.length === 0)
}

/** Nothing, or Go's zero value of a text, a list or a map. */
export function isEmpty({ value }: Place): boolean {
  if (value === undefined || value === null || value === '') return true
  if (Array.isArray(value)) return value.length === 0
  return isRecord(value) && Object.keys(value).length === 0
}

export function find(place: Place, message: string, hint: string): readonly ServerFinding[] {
  return [{ pointer: place.pointer, message, hint }]
}

export const nothing: readonly ServerFinding[] = []

/** A value as it is shown in messages. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 80 ? `${text.slice(0, 77)}...` : text
}

function escapeToken(token: string): string {
  return token.includes('~') || token.includes('/')
    ? token.replaceAll('~', '~0').replaceAll('/', '~1')
    : token
}
