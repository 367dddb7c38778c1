import { readFileSync } from 'node:fs'
import { compareText, type Problem } from '@skyctl/core'
import { formatOwnerManifest, ownerManifestPath, parseOwnerManifest } from './owners.ts'
import type { TreeListing } from './read-tree.ts'
import type { Rendered } from './render.ts'
import { scopeOf } from './tree-path.ts'
import { unreadableFile } from './unreadable-file.ts'

export interface OwnedPath {
  /** Relative to `generated/`. */
  readonly path: string
  readonly owner: string
}

/** An owner manifest whose text on disk is not what it should be. */
export interface OwnerManifestChange extends OwnedPath {
  /** The paths it names now; undefined where the file does not exist. */
  readonly before: readonly string[] | undefined
  /** The paths it has to name; empty where the file has to go. */
  readonly after: readonly string[]
}

/** What the owner manifests of a tree say. */
export interface OwnersOnDisk {
  readonly owned: ReadonlyMap<string, string>
  /** Owner manifest path to its owner, paths and text. */
  readonly manifests: ReadonlyMap<string, OwnerOnDisk>
  readonly problems: readonly Problem[]
}

interface OwnerOnDisk {
  readonly owner: string
  readonly paths: readonly string[]
  readonly text: string
}

/** Reads all owner manifests of a tree; `isWritten` says whose files the run may touch. */
export function readOwners(
  root: string,
  listing: TreeListing,
  isWritten: (owner: string) => boolean,
): OwnersOnDisk {
  const owned = new Map<string, string>()
  const manifests = new Map<string, OwnerOnDisk>()
  const problems: Problem[] = []
  for (const { scope, owner, path } of listing.ownerManifests) {
    const text = readText(root, path)
    const manifest = parseOwnerManifest(text, scope, path)
    problems.push(...manifest.problems)
    manifests.set(path, { owner, paths: manifest.paths, text })
    for (const file of manifest.paths) {
      // Of two claims on one file that of an owner outside `only` counts: the file is then left alone.
      if (!owned.has(file) || !isWritten(owner)) owned.set(file, owner)
    }
  }
  return { owned, manifests, problems }
}

/** The owner manifests that have to change, sorted by path. */
export function compareOwners(
  planned: ReadonlyMap<string, Rendered>,
  onDisk: ReadonlyMap<string, OwnerOnDisk>,
  isWritten: (owner: string) => boolean,
): OwnerManifestChange[] {
  const wanted = new Map<string, { readonly owner: string; readonly paths: string[] }>()
  for (const { path, owner } of planned.values()) {
    const manifest = ownerManifestPath(scopeOf(path), owner)
    const entry = wanted.get(manifest)
    if (entry === undefined) wanted.set(manifest, { owner, paths: [path] })
    else entry.paths.push(path)
  }
  const changes: OwnerManifestChange[] = []
  for (const [path, { owner, paths }] of wanted) {
    if (!isWritten(owner)) continue
    const before = onDisk.get(path)
    if (before?.text === formatOwnerManifest(paths)) continue
    changes.push({ path, owner, before: before?.paths, after: paths.sort(compareText) })
  }
  for (const [path, { owner, paths }] of onDisk) {
    if (!wanted.has(path) && isWritten(owner))
      changes.push({ path, owner, before: paths, after: [] })
  }
  return byPath(changes)
}

/** Sorts in place: for lists that the caller has just made. */
export function byPath<T extends OwnedPath>(paths: T[]): T[] {
  return paths.sort((a, b) => compareText(a.path, b.path))
}

function readText(root: string, path: string): string {
  try {
    return readFileSync(`${root}/${path}`, 'utf8')
  } catch (cause) {
    throw unreadableFile(path, cause)
  }
}
