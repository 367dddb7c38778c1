import type { Json, JsonObject } from '@skyctl/core'
import { fromEntries, isMap } from '../../json-place.ts'
import type { Damage } from './damage.ts'

/** Damage to one key of a map at a time: its new names, of which those that change nothing are passed over. */
function renames(id: string, does: string, names: (key: string) => readonly string[]): Damage {
  return {
    id,
    does,
    apply: (value) =>
      isMap(value)
        ? Object.keys(value).flatMap((key) =>
            names(key)
              .filter((name) => name !== key && !Object.hasOwn(value, name))
              .map((name) => rename(value, key, name)),
          )
        : [],
  }
}

function rename(map: JsonObject, key: string, name: string): JsonObject {
  return fromEntries(
    Object.entries(map).map(([other, item]) => [other === key ? name : other, item]),
  )
}

function without(map: JsonObject, key: string): JsonObject {
  return fromEntries(Object.entries(map).filter(([other]) => other !== key))
}

/** `containerPort` as `container_port`. */
function inWords(key: string, separator: string): string {
  return key.replaceAll(/[A-Z]/g, (letter) => `${separator}${letter.toLowerCase()}`)
}

function otherCase(key: string): string {
  const first = key.charAt(0)
  return (first === first.toLowerCase() ? first.toUpperCase() : first.toLowerCase()) + key.slice(1)
}

export const keyDamages: readonly Damage[] = [
  renames('misspell-key', 'a letter is added to a key', (key) => [`${key}x`]),
  renames('shorten-key', 'a key loses its last letter', (key) => [key.slice(0, -1)]),
  renames('swap-letters-of-key', 'the first two letters of a key change places', (key) => [
    `${key.charAt(1)}${key.charAt(0)}${key.slice(2)}`,
  ]),
  renames('case-of-key', 'the first letter of a key changes its case', (key) => [otherCase(key)]),
  renames('upper-case-key', 'a key is written in capitals, or in small letters', (key) => [
    key.toUpperCase(),
    key.toLowerCase(),
  ]),
  renames('words-in-key', 'a key is written with `_` or `-` between its words', (key) => [
    inWords(key, '_'),
    inWords(key, '-'),
  ]),
  renames('space-in-key', 'a space stands behind a key, or in front of it', (key) => [
    `${key} `,
    ` ${key}`,
  ]),
  renames('look-alike-key', 'a letter of a key is one of another alphabet', (key) => [
    key.replace('a', '\u0430').replace('e', '\u0435'),
  ]),
  {
    id: 'delete-key',
    does: 'a key is gone with its value',
    apply: (value) => (isMap(value) ? Object.keys(value).map((key) => without(value, key)) : []),
  },
  {
    id: 'repeat-key-misspelt',
    does: 'a key stands there a second time, misspelt',
    apply: (value) =>
      isMap(value)
        ? Object.entries(value).map(([key, item]) => ({ ...value, [`${key}s`]: item }))
        : [],
  },
  {
    id: 'swap-values',
    does: 'two neighbouring keys change their values',
    apply: (value) => (isMap(value) ? swapped(value) : []),
  },
]

function swapped(map: JsonObject): readonly Json[] {
  const entries = Object.entries(map)
  return entries.slice(1).flatMap(([key, item], index) => {
    const [before = '', other = null] = entries[index] ?? []
    return [{ ...map, [before]: item, [key]: other }]
  })
}
