import { compareText, type Problem } from '@skyctl/core'
import type { TreeDiff } from './compare.ts'
import { findImmutableChanges } from './find-immutable-changes.ts'
import { type KnownKind, knownKind, objectPlace, placeText } from './object-place.ts'
import { ownerManifestPath } from './owners.ts'
import {
  allowHint,
  describeObject,
  type PlacedFile,
  placedFiles,
  type Update,
} from './placed-file.ts'
import type { Rendered } from './render.ts'
import { workspaceFile } from './tree-path.ts'

export interface PruneInput {
  readonly root: string
  readonly diff: TreeDiff
  readonly rendered: readonly Rendered[]
  /** Owners whose objects may go. */
  readonly allowPrune: readonly string[]
}

/**
 * What stands in the way of pruning. Errors: an object of a protected kind would go (`prune-protected`), an
 * environment would lose too many files (`prune-limit`), an update that Kubernetes refuses and so counts as deleting the object
 * (`immutable-change`). Warnings: an object changes its owner (`object-moved`), a previous version cannot be
 * compared (`previous-object-unreadable`). Objects are told apart by their path, so that one which only moves is not lost.
 */
export function findPruneProblems({ root, diff, rendered, allowPrune }: PruneInput): Problem[] {
  const allowed = new Set(allowPrune)
  const gone = placedFiles(diff.deleted)
  const moves =
    gone.length === 0 ? new Map<string, PlacedFile>() : findMoves(gone, filesAfter(diff, rendered))
  const lost = gone.filter((file) => !moves.has(file.path) && !allowed.has(file.owner))
  const updates = [
    ...placedFiles(diff.changed).map((file): Update => ({ old: file, next: file })),
    ...gone.flatMap((old) => {
      const next = moves.get(old.path)
      return next === undefined ? [] : [{ old, next }]
    }),
  ]
  return [
    ...lost.flatMap(protectedLoss),
    ...limitProblems(root, lost, diff.owned),
    ...updates.flatMap((update) => ownerChange(root, update)),
    ...findImmutableChanges(root, updates, rendered, allowed),
  ]
}

/** An environment may lose this many manifest files, or a fifth of those it had. */
const freeLosses = 20

interface ProtectedKind extends KnownKind {
  readonly loss: string
}

const protectedKinds: readonly ProtectedKind[] = [
  { ...knownKind('apps', 'StatefulSet'), loss: 'its pods stop, and its volumes lose their owner' },
  { ...knownKind('', 'PersistentVolumeClaim'), loss: 'the volume and its data may go with it' },
  { ...knownKind('', 'Namespace'), loss: 'everything inside goes with it' },
  {
    ...knownKind('apiextensions.k8s.io', 'CustomResourceDefinition'),
    loss: 'every object of that kind goes with it, in all namespaces',
  },
  {
    ...knownKind('argoproj.io', 'Application'),
    loss: 'Argo CD may delete everything that it has applied',
  },
]

/** Planned files that exist once the run ends: those that it adds, and those that a killed run had added already. */
function filesAfter(diff: TreeDiff, rendered: readonly Rendered[]): PlacedFile[] {
  const existing = rendered.filter(({ path }) => diff.listing.files.has(path))
  return placedFiles([...diff.added, ...existing.map(({ path, owner }) => ({ path, owner }))])
}

/** Old path to new file, for objects that only change their place. */
function findMoves(
  gone: readonly PlacedFile[],
  after: readonly PlacedFile[],
): ReadonlyMap<string, PlacedFile> {
  const moves = new Map<string, PlacedFile>()
  const arrivals = new Map(after.map((file) => [identity(file), file]))
  for (const file of gone) {
    const arrival = arrivals.get(identity(file))
    if (arrival !== undefined) moves.set(file.path, arrival)
  }
  return moves
}

function identity({ place }: PlacedFile): string {
  return `${place.environment}/${place.key}`
}

function protectedLoss({ path, owner, place }: PlacedFile): Problem[] {
  const kind = protectedKinds.find(({ fileStart }) => place.fileName.startsWith(fileStart))
  if (kind === undefined) return []
  const object = placeText(place, kind)
  return [
    {
      id: 'prune-protected',
      severity: 'error',
      where: { file: workspaceFile(path), object },
      message: `${object} of '${owner}' would be deleted from ${place.environment}: ${kind.loss}; nothing was written`,
      hint: allowHint(owner, 'put it back into the source'),
    },
  ]
}

function limitProblems(
  root: string,
  lost: readonly PlacedFile[],
  owned: ReadonlyMap<string, string>,
): Problem[] {
  return [...groupBy(lost, ({ place }) => place.environment)].flatMap(([environment, files]) => {
    if (files.length <= freeLosses) return []
    const had = countManifests(owned, environment)
    const limit = Math.max(freeLosses, Math.floor(had / 5))
    if (files.length <= limit) return []
    const total = `${environment} would lose ${files.length} of its ${had} manifest files, more than the limit of ${limit}`
    return [...groupBy(files, ({ owner }) => owner)].map(([owner, those]): Problem => {
      const objects = those.map((file) => describeObject(root, file)).sort(compareText)
      return {
        id: 'prune-limit',
        severity: 'error',
        where: { file: workspaceFile(ownerManifestPath(environment, owner)) },
        message: `${total}; ${those.length} of '${owner}': ${objects.join(', ')}; nothing was written`,
        hint: allowHint(owner, 'put them back into the source'),
      }
    })
  })
}

function countManifests(owned: ReadonlyMap<string, string>, environment: string): number {
  let count = 0
  for (const path of owned.keys()) if (objectPlace(path)?.environment === environment) count++
  return count
}

function ownerChange(root: string, { old, next }: Update): Problem[] {
  if (old.owner === next.owner) return []
  const object = describeObject(root, old)
  return [
    {
      id: 'object-moved',
      severity: 'warning',
      where: { file: workspaceFile(next.path), object },
      message: `${object} moves from '${old.owner}' to '${next.owner}' in ${next.place.environment}: if Argo CD syncs the Application of '${old.owner}' first, it deletes the object before '${next.owner}' creates it again`,
      hint: `sync '${next.owner}' before '${old.owner}', or annotate the object with argocd.argoproj.io/sync-options: Prune=false and roll that out before the move`,
    },
  ]
}

function groupBy<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const value of values) {
    const key = keyOf(value)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [value])
    else group.push(value)
  }
  return groups
}
