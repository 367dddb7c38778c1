import type { Json } from '@skyctl/core'
import { type Consequence, consequenceOf } from './consequences.ts'
import { type FieldChange, fieldChanges } from './field-changes.ts'
import { createRemovalOf } from './removal.ts'
import type { TreeObject } from './tree-objects.ts'

export interface RemovedObject {
  readonly object: TreeObject
  readonly consequence: Consequence
}

export interface ChangedObject {
  readonly id: string
  readonly owner: string
  readonly file: string
  readonly changes: readonly FieldChange[]
}

/** All objects of an owner, or one, under another name and otherwise the same. */
export interface RenamedObjects {
  readonly from: string
  readonly to: string
  /** Identity texts before and now. */
  readonly pairs: readonly (readonly [from: string, to: string])[]
  /** What is removed all the same: a new name is a new object to a cluster. */
  readonly removed: readonly RemovedObject[]
}

/** What is different between two trees of one environment, object by object. */
export interface ObjectDiff {
  readonly removed: readonly RemovedObject[]
  readonly added: readonly TreeObject[]
  readonly changed: readonly ChangedObject[]
  readonly renamed: readonly RenamedObjects[]
  /** Objects that only stand in another file. */
  readonly moved: number
}

type Objects = ReadonlyMap<string, TreeObject>

export function diffObjects(base: Objects, head: Objects): ObjectDiff {
  const gone = [...base.values()].filter(({ id }) => !head.has(id))
  const fresh = [...head.values()].filter(({ id }) => !base.has(id))
  const renamed = [...renamedOwners(gone, fresh), ...renamedSingles(gone, fresh)]
  const isTaken = new Set(renamed.flatMap(({ pairs }) => pairs.flat()))
  const removalOf = createRemovalOf(base, head)
  const removed = (objects: readonly TreeObject[]): readonly RemovedObject[] =>
    objects.map((object) => ({
      object,
      consequence: consequenceOf(object, removalOf(object), head),
    }))
  const both = [...head.values()].flatMap((object) => {
    const before = base.get(object.id)
    return before === undefined ? [] : [{ before, object }]
  })
  return {
    removed: removed(gone.filter((object) => !isTaken.has(object))),
    added: fresh.filter((object) => !isTaken.has(object)),
    changed: both.flatMap(({ before, object: { id, owner, file, value } }) => {
      const changes = fieldChanges(before.value, value)
      return changes.length === 0 ? [] : [{ id, owner, file, changes }]
    }),
    renamed: renamed.map(({ from, to, pairs }) => ({
      from,
      to,
      pairs: pairs.map(([old, own]) => [old.id, own.id] as const),
      removed: removed(pairs.map(([old]) => old)),
    })),
    moved: both.filter(({ before, object }) => before.file !== object.file).length,
  }
}

interface Renaming {
  readonly from: string
  readonly to: string
  readonly pairs: readonly (readonly [TreeObject, TreeObject])[]
}

/** Owners that are gone with owners that came: the same objects, but for the name of the owner wherever it stands. */
function renamedOwners(gone: readonly TreeObject[], fresh: readonly TreeObject[]): Renaming[] {
  const free = new Map(
    [...byOwner(fresh)].map(([owner, objects]) => [owner, contentsOf(owner, objects)]),
  )
  return [...byOwner(gone)].flatMap(([owner, objects]): Renaming[] => {
    const contents = contentsOf(owner, objects)
    const match = [...free].find(
      ([, own]) =>
        own.length === contents.length && own.every(({ text }, at) => text === contents[at]?.text),
    )
    if (match === undefined) return []
    const [to, own] = match
    free.delete(to)
    const pairs = contents.flatMap(({ object }, at) => {
      const other = own[at]
      return other === undefined ? [] : [[object, other.object] as const]
    })
    return [{ from: owner, to, pairs }]
  })
}

function byOwner(objects: readonly TreeObject[]): ReadonlyMap<string, readonly TreeObject[]> {
  const found = new Map<string, TreeObject[]>()
  for (const object of objects) {
    if (!object.owner.includes('/')) continue
    const others = found.get(object.owner)
    if (others === undefined) found.set(object.owner, [object])
    else others.push(object)
  }
  return found
}

/** Everything that an owner has, without its name, in an order that does not depend on that. */
function contentsOf(owner: string, objects: readonly TreeObject[]) {
  const name = owner.split('/')[1] ?? ''
  return objects
    .map((object) => ({
      object,
      text: withoutName(`${object.id} ${JSON.stringify(object.value)}`, name),
    }))
    .sort((a, b) => (a.text < b.text ? -1 : 1))
}

/** Objects of one kind and owner, the same but for their own name wherever it stands. */
function renamedSingles(gone: readonly TreeObject[], fresh: readonly TreeObject[]): Renaming[] {
  const free = new Map<string, TreeObject[]>()
  const keyOf = ({ id, owner, value }: TreeObject) => {
    const [kind, path = ''] = id.split(' ')
    const name = path.slice(path.lastIndexOf('/') + 1)
    const namespace = path.slice(0, path.lastIndexOf('/') + 1)
    return `${owner} ${kind} ${namespace} ${withoutName(JSON.stringify(value), name)}`
  }
  for (const object of fresh) free.set(keyOf(object), [...(free.get(keyOf(object)) ?? []), object])
  return gone.flatMap((object): Renaming[] => {
    const match = free.get(keyOf(object))?.shift()
    return match === undefined ? [] : [{ from: object.id, to: match.id, pairs: [[object, match]] }]
  })
}

/** The name in whole words: `web` is not a part of `webhook`. */
function withoutName(text: string, name: string): string {
  const escaped = name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return text.replaceAll(new RegExp(`(?<![A-Za-z0-9])${escaped}(?![A-Za-z0-9])`, 'g'), '\u0000')
}

/** A value in a few characters. */
export function shortValue(value: Json | undefined): string {
  if (value === undefined) return 'nothing'
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > 80 ? `${text.slice(0, 77)}...` : text
}
