import type { Json } from '@skyctl/core'
import { type Consequence, consequenceOf } from './consequences.ts'
import { type FieldChange, fieldChanges } from './field-changes.ts'
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
  /** How many objects. */
  readonly count: number
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
  const isTaken = new Set(renamed.flatMap(({ objects }) => objects))
  const removed = (objects: readonly TreeObject[]): readonly RemovedObject[] =>
    objects.map((object) => ({ object, consequence: consequenceOf(object, head) }))
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
    renamed: renamed.map(({ from, to, objects }) => ({
      from,
      to,
      count: objects.length / 2,
      removed: removed(objects.slice(0, objects.length / 2)),
    })),
    moved: both.filter(({ before, object }) => before.file !== object.file).length,
  }
}

interface Renaming {
  readonly from: string
  readonly to: string
  /** Those that are gone, and then those that came. */
  readonly objects: readonly TreeObject[]
}

/** Owners that are gone with owners that came: the same objects, but for the name of the owner wherever it stands. */
function renamedOwners(gone: readonly TreeObject[], fresh: readonly TreeObject[]): Renaming[] {
  const [before, after] = [byOwner(gone), byOwner(fresh)]
  const free = new Map([...after].map(([owner, objects]) => [owner, contentOf(owner, objects)]))
  return [...before].flatMap(([owner, objects]): Renaming[] => {
    const content = contentOf(owner, objects)
    const match = [...free].find(([other, own]) => other !== owner && own === content)
    if (match === undefined) return []
    const [to] = match
    free.delete(to)
    return [{ from: owner, to, objects: [...objects, ...(after.get(to) ?? [])] }]
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

/** Everything that an owner has, without its name. */
function contentOf(owner: string, objects: readonly TreeObject[]): string {
  const name = owner.split('/')[1] ?? ''
  return objects
    .map(({ id, value }) => withoutName(`${id} ${JSON.stringify(value)}`, name))
    .sort()
    .join('\n')
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
    return match === undefined ? [] : [{ from: object.id, to: match.id, objects: [object, match] }]
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
