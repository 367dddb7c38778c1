import { readFileSync } from 'node:fs'
import type { Problem } from '@skyctl/core'
import { parse } from 'yaml'
import {
  changedImmutableFields,
  type ImmutableKind,
  immutableKinds,
  isSurelyUpdatable,
} from './immutable-fields.ts'
import { placeText } from './object-place.ts'
import { allowHint, type Update } from './placed-file.ts'
import type { Rendered } from './render.ts'
import { workspaceFile } from './tree-path.ts'

/**
 * Updates that Kubernetes refuses (`immutable-change`), and previous objects that cannot be compared
 * (`previous-object-unreadable`). Only kinds with immutable fields are opened.
 */
export function findImmutableChanges(
  root: string,
  updates: readonly Update[],
  rendered: readonly Rendered[],
  allowed: ReadonlySet<string>,
): Problem[] {
  const relevant = updates.flatMap((update) => {
    const kind = immutableKinds.find(({ fileStart }) =>
      update.next.place.fileName.startsWith(fileStart),
    )
    return kind === undefined ? [] : [{ ...update, kind }]
  })
  if (relevant.length === 0) return []
  const bodies = new Map(rendered.map((file) => [file.path, file.bytes]))
  return relevant.flatMap(({ old, next, kind }) => {
    if (allowed.has(next.owner)) return []
    const after = bodies.get(next.path)?.()
    return after === undefined ? [] : immutableChange(root, { old, next }, kind, after)
  })
}

function immutableChange(
  root: string,
  { old, next }: Update,
  kind: ImmutableKind,
  after: string,
): Problem[] {
  const file = workspaceFile(next.path)
  const object = placeText(next.place, kind)
  let fields: string[]
  try {
    const before = readFileSync(`${root}/${old.path}`, 'utf8')
    if (!conflictMarker.test(before) && isSurelyUpdatable(kind, before, after)) return []
    fields = changedImmutableFields(kind, parse(before), parse(after))
  } catch {
    return [
      {
        id: 'previous-object-unreadable',
        severity: 'warning',
        where: { file: workspaceFile(old.path), object },
        message: `the previous ${object} is no readable YAML (a merge conflict?): whether a field changes that Kubernetes refuses to update is not known`,
        hint: `nothing, if you know what changed; else restore the file from git and run again`,
      },
    ]
  }
  return fields.map((pointer) => ({
    id: 'immutable-change',
    severity: 'error',
    where: { file, object, pointer },
    message: `${pointer} of ${object} changes in ${next.place.environment}, and Kubernetes refuses such an update: the object would have to be deleted and created again; nothing was written`,
    hint: allowHint(next.owner, 'keep the value, or give the new object another name'),
  }))
}

const conflictMarker = /^(?:<{7}|>{7})/m
