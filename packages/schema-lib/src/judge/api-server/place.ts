import { pointerToken } from '@skyctl/core'
import { isRecord } from '../is-record.ts'

/** What the API server says of an object beyond its schema. */
export interface ServerFinding {
  readonly pointer: string
  readonly message: string
  readonly hint: string
}

/** A value inside an object, and the way to it. `undefined` where nothing stands there. */
export interface Place {
  readonly value: unknown
  /** What it stands in; the object itself has none. */
  readonly parent?: Place | undefined
  readonly key?: string | number
}

/** Where fields lead from a place. */
export function at(place: Place, ...fields: readonly string[]): Place {
  let here = place
  for (const key of fields) {
    const { value } = here
    here = {
      value: isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined,
      parent: here,
      key,
    }
  }
  return here
}

/** The items of a list; none where there is no list. */
export function itemsOf(parent: Place): readonly Place[] {
  return Array.isArray(parent.value)
    ? parent.value.map((value: unknown, key) => ({ value, parent, key }))
    : noPlaces
}

/** The entries of a map; none where there is no map. */
export function entriesOf(parent: Place): readonly (readonly [string, Place])[] {
  return isRecord(parent.value)
    ? Object.entries(parent.value).map(([key, value]) => [key, { value, parent, key }])
    : noEntries
}

const noPlaces: readonly Place[] = []
const noEntries: readonly (readonly [string, Place])[] = []

/** JSON pointer of a place: made only for what is found, since most objects are right. */
export function pointerOf({ parent, key }: Place): string {
  return parent === undefined || key === undefined
    ? ''
    : `${pointerOf(parent)}/${pointerToken(key)}`
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
  return [{ pointer: pointerOf(place), message, hint }]
}

export const nothing: readonly ServerFinding[] = []

/** A value as it is shown in messages. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 80 ? `${text.slice(0, 77)}...` : text
}
