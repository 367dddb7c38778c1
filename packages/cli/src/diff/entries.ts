import type { Json } from '@skyctl/core'
import type { FieldChange } from './field-changes.ts'
import { type ObjectDiff, shortValue } from './object-diff.ts'
import type { TreeObject } from './tree-objects.ts'

export const kindsOfEntry = ['removed', 'renamed', 'added', 'changed'] as const
export type EntryKind = (typeof kindsOfEntry)[number]

/** One line of the report, with the environments in which it is the same. */
export interface Entry {
  readonly kind: EntryKind
  /** Who it belongs to: what entries are grouped by. */
  readonly owner: string
  readonly text: string
  readonly details: readonly string[]
  readonly file: string
  /** Data, or objects that nobody named, are lost. */
  readonly isLoss: boolean
  readonly environments: readonly string[]
}

/** The objects of all environments, what is the same in several once. */
export function entriesOf(diffs: ReadonlyMap<string, ObjectDiff>): readonly Entry[] {
  const found = new Map<string, Entry & { environments: string[] }>()
  for (const [environment, diff] of diffs) {
    for (const entry of ofEnvironment(diff)) {
      const key = JSON.stringify([entry.kind, entry.owner, entry.text, entry.details]).replaceAll(
        environment,
        '<environment>',
      )
      const known = found.get(key)
      if (known === undefined) found.set(key, { ...entry, environments: [environment] })
      else known.environments.push(environment)
    }
  }
  return [...foldDetails([...found.values()])].sort(
    (a, b) =>
      kindsOfEntry.indexOf(a.kind) - kindsOfEntry.indexOf(b.kind) ||
      Number(b.isLoss) - Number(a.isLoss) ||
      compare(a.owner, b.owner) ||
      compare(a.text, b.text) ||
      compare(a.environments.join(), b.environments.join()),
  )
}

/** What is the same in so many objects of an owner is said once of all. */
const many = 3

function foldDetails(entries: readonly Entry[]): readonly Entry[] {
  const byDetail = new Map<string, Entry[]>()
  const keyOf = ({ owner, environments }: Entry, detail: string) =>
    JSON.stringify([owner, environments, detail])
  for (const entry of entries) {
    if (entry.kind !== 'changed') continue
    for (const detail of entry.details) {
      const key = keyOf(entry, detail)
      byDetail.set(key, [...(byDetail.get(key) ?? []), entry])
    }
  }
  const isCommon = (entry: Entry, detail: string) =>
    (byDetail.get(keyOf(entry, detail)) ?? []).length >= many
  const rest = entries.flatMap((entry): Entry[] => {
    if (entry.kind !== 'changed') return [entry]
    const details = entry.details.filter((detail) => !isCommon(entry, detail))
    return details.length === 0 ? [] : [{ ...entry, details }]
  })
  const common = [...byDetail].flatMap(([key, some]): Entry[] => {
    const [first] = some
    const [, , detail] = JSON.parse(key) as [string, string[], string]
    return first === undefined || some.length < many
      ? []
      : [{ ...first, text: `${some.length} objects`, details: [detail] }]
  })
  return [...rest, ...common]
}

type Bare = Omit<Entry, 'environments'>

function ofEnvironment({ removed, renamed, added, changed }: ObjectDiff): readonly Bare[] {
  return [
    ...removed.map(
      ({ object: { id, owner, file }, consequence }): Bare => ({
        kind: 'removed',
        owner,
        text: `${id}: ${consequence.text}`,
        details: [],
        file,
        isLoss: consequence.isLoss,
      }),
    ),
    ...renamed.map(({ from, to, pairs, removed: gone }): Bare => {
      const count = pairs.length
      const losses = gone.filter(({ consequence }) => consequence.isLoss)
      return {
        kind: 'renamed',
        owner: to.includes(' ') ? (gone[0]?.object.owner ?? '') : to,
        text: `${from} is ${to} now, and otherwise the same${count > 1 ? ` (${count} objects)` : ''}: the cluster makes new ${count > 1 ? 'ones' : 'it'} and deletes the old`,
        details: losses.map(({ object, consequence }) => `${object.id}: ${consequence.text}`),
        file: gone[0]?.object.file ?? '',
        isLoss: losses.length > 0,
      }
    }),
    ...added.map(
      ({ id, owner, file }: TreeObject): Bare => ({
        kind: 'added',
        owner,
        text: id,
        details: [],
        file,
        isLoss: false,
      }),
    ),
    ...changed.map(
      ({ id, owner, file, changes }): Bare => ({
        kind: 'changed',
        owner,
        text: id,
        details: changes.map(sayChange),
        file,
        isLoss: false,
      }),
    ),
  ]
}

/** `spec.replicas: 2 -> 4`. */
function sayChange({ path, before, after }: FieldChange): string {
  if (before === undefined) return `${path}: added, ${shortValue(after)}`
  if (after === undefined) return `${path}: removed, was ${shortValue(before)}`
  const [old, own] = [shortValue(before), shortValue(after)]
  return old === own
    ? `${path}: changed (${size(before)} -> ${size(after)} characters)`
    : `${path}: ${old} -> ${own}`
}

function size(value: Json): number {
  return (typeof value === 'string' ? value : JSON.stringify(value)).length
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
