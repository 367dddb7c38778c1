import { hasErrors, type Problem, sortProblems } from '@skyctl/core'
import { compareTree, isInScope, type Scope, type TreeDiff } from './compare.ts'
import type { OwnedPath } from './compare-owners.ts'
import { findCollisions } from './find-collisions.ts'
import { findUnsafePaths } from './find-unsafe-paths.ts'
import { findPruneProblems } from './prune-limits.ts'
import type { Rendered } from './render.ts'
import { openTreeIndex, saveTreeIndex } from './tree-index.ts'
import { workspaceFile } from './tree-path.ts'
import { applyTree, type DiskOperation } from './write-tree.ts'

export interface SyncTreeOptions {
  /** The folder `generated/`. */
  readonly root: string
  readonly rendered: readonly Rendered[]
  readonly scope?: Scope
  /** Owners whose objects may be deleted beyond the limits. */
  readonly allowPrune?: readonly string[]
  /** Write nothing; report each file that a run would change as an error. */
  readonly check?: boolean
  /** Set where the very same files were found fit to be written before: their paths are not looked at again. Needs `check`. */
  readonly isFit?: boolean
  /** Where the stat cache lies; without it every file is read. */
  readonly indexPath?: string
  readonly onOperation?: (operation: DiskOperation) => void
}

/** What a run did, or with `check` would do. Paths are relative to `generated/` and sorted. */
export interface SyncResult {
  /** Added and changed files that were written; empty where nothing was written at all. */
  readonly written: readonly string[]
  readonly added: readonly string[]
  readonly changed: readonly string[]
  readonly deleted: readonly string[]
  /** Owner manifests that changed. */
  readonly ownerManifests: readonly string[]
  readonly unchanged: number
  /** Out of date, but of owners that `only` leaves out. */
  readonly stale: readonly OwnedPath[]
  readonly unowned: readonly string[]
  readonly problems: readonly Problem[]
}

/**
 * Makes a tree on disk equal to the rendered one: compare, prune limits, write. Where a problem is an error nothing
 * is written.
 *
 * @throws SkyError where the disk cannot be read (exit code 2) or refuses to be written (1).
 */
export function syncTree(options: SyncTreeOptions): SyncResult {
  const { root, rendered, scope = {}, allowPrune = [] } = options
  const isFit = options.check === true && options.isFit === true
  const unfit = isFit ? [] : [...findUnsafePaths(rendered), ...findCollisions(rendered)]
  if (hasErrors(unfit)) return { ...nothing, problems: sortProblems(unfit) }

  const index = options.indexPath === undefined ? undefined : openTreeIndex(options.indexPath)
  const diff = compareTree(rendered, root, scope, index)
  const found = [...diff.problems, ...findPruneProblems({ root, diff, rendered, allowPrune })]
  const problems = options.check ? [...found, ...findDrift(diff)] : found
  const isWritten = !options.check && !hasErrors(problems)
  if (isWritten) applyTree(root, diff, rendered, options)
  if (index !== undefined) saveTreeIndex(index, (path) => !isInScope(path, scope))

  const added = diff.added.map(({ path }) => path)
  const changed = diff.changed.map(({ path }) => path)
  return {
    written: isWritten ? [...added, ...changed].sort() : [],
    added,
    changed,
    deleted: diff.deleted.map(({ path }) => path),
    ownerManifests: diff.ownerManifests.map(({ path }) => path),
    unchanged: diff.unchanged,
    stale: diff.stale,
    unowned: diff.unowned,
    problems: sortProblems(problems),
  }
}

const nothing: SyncResult = {
  written: [],
  added: [],
  changed: [],
  deleted: [],
  ownerManifests: [],
  unchanged: 0,
  stale: [],
  unowned: [],
  problems: [],
}

/** One error (`drift`) for each file that a run would add, change or delete. */
export function findDrift(diff: TreeDiff): Problem[] {
  const changes = diff.ownerManifests
  return [
    ...diff.added.map(({ path }) => drift(path, 'is missing')),
    ...diff.changed.map(({ path }) => drift(path, 'differs from what its source gives')),
    ...diff.deleted.map(({ path }) => drift(path, 'has no source any more')),
    ...changes.map(({ path, before, after }) =>
      drift(
        path,
        before === undefined
          ? 'is missing'
          : after.length === 0
            ? 'has no source any more'
            : 'does not name what its owner owns',
      ),
    ),
  ]
}

function drift(path: string, what: string): Problem {
  const file = workspaceFile(path)
  return {
    id: 'drift',
    severity: 'error',
    where: { file },
    message: `'${file}' ${what}: what is committed is not what the source says`,
    hint: 'run npm run generate and commit the result',
  }
}
