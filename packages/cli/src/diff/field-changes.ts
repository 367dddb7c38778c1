import type { Json } from '@skyctl/core'

/** One field that is not what it was. */
export interface FieldChange {
  /** `spec.template.spec.containers[main].image` */
  readonly path: string
  /** Undefined where it was not there. */
  readonly before: Json | undefined
  /** Undefined where it is gone. */
  readonly after: Json | undefined
}

/**
 * What is different between two objects, field by field. Items of a list are paired by what names them (`name`, `key` and so on, as
 * Kubernetes merges lists), and by their place only where nothing does; lists of texts are sets.
 */
export function fieldChanges(before: Json, after: Json, path = ''): readonly FieldChange[] {
  if (isSame(before, after)) return []
  if (isMap(before) && isMap(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
    return keys.flatMap((key) => pairChanges(before[key], after[key], join(path, key)))
  }
  if (Array.isArray(before) && Array.isArray(after)) return listChanges(before, after, path)
  return [{ path, before, after }]
}

function pairChanges(
  before: Json | undefined,
  after: Json | undefined,
  path: string,
): readonly FieldChange[] {
  return before === undefined || after === undefined
    ? before === after
      ? []
      : [{ path, before, after }]
    : fieldChanges(before, after, path)
}

function listChanges(
  before: readonly Json[],
  after: readonly Json[],
  path: string,
): readonly FieldChange[] {
  const nameOf = namingOf([before, after])
  if (nameOf !== undefined) {
    const [old, own] = [before, after].map(
      (list) => new Map(list.map((item) => [nameOf(item), item])),
    )
    const names = [...new Set([...(old?.keys() ?? []), ...(own?.keys() ?? [])])]
    const changes = names.flatMap((name) =>
      pairChanges(old?.get(name), own?.get(name), `${path}[${name}]`),
    )
    return changes.length > 0
      ? changes
      : [{ path: `${path} (order)`, before: [...before], after: [...after] }]
  }
  return unnamedChanges(before, after, path)
}

/** What stands in both lists is the same wherever it stands; of the rest one is the other where there are as many of them. */
function unnamedChanges(
  before: readonly Json[],
  after: readonly Json[],
  path: string,
): readonly FieldChange[] {
  const [gone, fresh] = [missing(before, after), missing(after, before)]
  if (gone.length === 0 && fresh.length === 0) {
    return [{ path: `${path} (order)`, before: [...before], after: [...after] }]
  }
  if (gone.length === fresh.length) {
    return gone.flatMap((at, index) => {
      const other = fresh[index] ?? at
      return pairChanges(before[at], after[other], `${path}[${other}]`)
    })
  }
  return [
    ...gone.map((at) => ({ path: `${path}[${at}]`, before: before[at], after: undefined })),
    ...fresh.map((at) => ({ path: `${path}[${at}]`, before: undefined, after: after[at] })),
  ]
}

/** Places of items that the other list lacks, each as often as it has more of them. */
function missing(list: readonly Json[], other: readonly Json[]): readonly number[] {
  const left = new Map<string, number>()
  for (const item of other) {
    const text = JSON.stringify(item)
    left.set(text, (left.get(text) ?? 0) + 1)
  }
  return list.flatMap((item, at) => {
    const text = JSON.stringify(item)
    const count = left.get(text) ?? 0
    left.set(text, count - 1)
    return count > 0 ? [] : [at]
  })
}

/** Members by which Kubernetes, and what runs in it, tell items of a list apart, the most telling first. */
const naming = [
  'name',
  'key',
  'mountPath',
  'containerPort',
  'port',
  'type',
  'host',
  'path',
  'kind',
  'topologyKey',
  'id',
  'secretKey',
]

/** What tells the items of both lists apart; undefined where nothing does. */
function namingOf(lists: readonly (readonly Json[])[]): ((item: Json) => string) | undefined {
  const all = lists.flat()
  if (all.every((item) => typeof item === 'string' || typeof item === 'number')) {
    return lists.every((list) => new Set(list).size === list.length) ? String : undefined
  }
  const member = naming.find((key) =>
    lists.every((list) => {
      const names = list.map((item) => (isMap(item) ? item[key] : undefined))
      const isNamed = names.every((name) => typeof name === 'string' || typeof name === 'number')
      return isNamed && new Set(names).size === names.length
    }),
  )
  return member === undefined
    ? undefined
    : (item) => String((item as Readonly<Record<string, Json>>)[member])
}

function isMap(value: Json): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isSame(a: Json, b: Json): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

function join(path: string, key: string): string {
  if (!/^[\w-]+$/.test(key)) return `${path}[${key}]`
  return path === '' ? key : `${path}.${key}`
}
