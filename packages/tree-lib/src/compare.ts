import { compareText, type Problem } from '@skyctl/core'
import {
  byPath,
  compareOwners,
  type OwnedPath,
  type OwnerManifestChange,
  readOwners,
} from './compare-owners.ts'
import { findObstacles } from './find-obstacles.ts'
import { readTree, type TreeListing } from './read-tree.ts'
import type { Rendered } from './render.ts'
import { fileHash, type TreeIndex } from './tree-index.ts'
import { scopeOf, typesScope, workspaceFile } from './tree-path.ts'
import { unreadableFile } from './unreadable-file.ts'

/** What a run may touch. `types/` belongs to every run. */
export interface Scope {
  /** Only these environments are looked at; all where absent. */
  readonly environments?: readonly string[]
  /** Only these owners' files are written and pruned; all where absent. `_types` is always among them. */
  readonly only?: readonly string[]
}

/** How a tree on disk differs from the planned one. Lists are sorted by path. */
export interface TreeDiff {
  readonly added: readonly OwnedPath[]
  readonly changed: readonly OwnedPath[]
  /** Owned by somebody, planned by nobody. */
  readonly deleted: readonly OwnedPath[]
  readonly unchanged: number
  /** Out of date, but of an owner outside `only`: left as they are. */
  readonly stale: readonly OwnedPath[]
  /** Files that nobody owns and nobody plans: left as they are, a warning each. */
  readonly unowned: readonly string[]
  readonly ownerManifests: readonly OwnerManifestChange[]
  /** What owner manifests on disk say: path to owner. */
  readonly owned: ReadonlyMap<string, string>
  /** What lies on disk. */
  readonly listing: TreeListing
  readonly problems: readonly Problem[]
}

/**
 * Compares a rendered tree with the disk and writes nothing. Files outside `scope.environments` are left out of
 * account on both sides.
 *
 * @throws SkyError (`unreadable-tree`, exit code 2) where the tree or a file of it cannot be read.
 */
export function compareTree(
  rendered: readonly Rendered[],
  root: string,
  scope: Scope = {},
  index?: TreeIndex,
): TreeDiff {
  const planned = new Map<string, Rendered>()
  for (const file of rendered) if (isInScope(file.path, scope)) planned.set(file.path, file)
  const isWritten = ownerFilter(scope)
  const listing = readTree(root, scope.environments)
  const onDisk = readOwners(root, listing, isWritten)

  const added: OwnedPath[] = []
  const changed: OwnedPath[] = []
  const deleted: OwnedPath[] = []
  const stale: OwnedPath[] = []
  let unchanged = 0
  for (const { path, owner, hash } of planned.values()) {
    const exists = listing.files.has(path)
    if (exists && readHash(root, path, index) === hash) unchanged++
    else if (!isWritten(owner)) stale.push({ path, owner })
    else if (exists) changed.push({ path, owner })
    else added.push({ path, owner })
  }
  for (const [path, owner] of onDisk.owned) {
    if (planned.has(path) || !listing.files.has(path)) continue
    if (isWritten(owner)) deleted.push({ path, owner })
    else stale.push({ path, owner })
  }
  const unowned = [...listing.files].filter((path) => !planned.has(path) && !onDisk.owned.has(path))
  const ownerManifests = compareOwners(planned, onDisk.manifests, isWritten)

  const touched = [...added, ...changed, ...deleted, ...ownerManifests]
  return {
    added: byPath(added),
    changed: byPath(changed),
    deleted: byPath(deleted),
    unchanged,
    stale: byPath(stale),
    unowned: unowned.sort(compareText),
    ownerManifests,
    owned: onDisk.owned,
    listing,
    problems: [...onDisk.problems, ...unowned.map(unownedFile), ...findObstacles(touched, listing)],
  }
}

/** Whether a path belongs to what a run looks at: one of its environments, or `types/`. */
export function isInScope(path: string, scope: Scope): boolean {
  if (scope.environments === undefined) return true
  const name = scopeOf(path)
  return name === typesScope || scope.environments.includes(name)
}

function ownerFilter(scope: Scope): (owner: string) => boolean {
  if (scope.only === undefined) return () => true
  const owners = new Set([...scope.only, '_types'])
  return (owner) => owners.has(owner)
}

function unownedFile(path: string): Problem {
  return {
    id: 'unowned-file',
    severity: 'warning',
    where: { file: workspaceFile(path) },
    message: `'${workspaceFile(path)}' is named by no owner manifest: it is left as it is, and Argo CD applies it if it lies in a synced folder`,
    hint: 'delete it, or move it out of generated/',
  }
}

function readHash(root: string, path: string, index: TreeIndex | undefined): string {
  try {
    return fileHash(`${root}/${path}`, path, index)
  } catch (cause) {
    throw unreadableFile(path, cause)
  }
}
