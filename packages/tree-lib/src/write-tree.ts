import { mkdirSync, renameSync, rmdirSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { type Problem, SkyError } from '@skyctl/core'
import type { TreeDiff } from './compare.ts'
import type { OwnerManifestChange } from './compare-owners.ts'
import { formatOwnerManifest } from './owners.ts'
import type { Rendered } from './render.ts'
import { temporarySuffix, workspaceFile } from './tree-path.ts'

/** A change to the disk that is about to happen. */
export interface DiskOperation {
  readonly kind: 'mkdir' | 'write' | 'rename' | 'unlink' | 'rmdir'
  /** Relative to `generated/`. */
  readonly path: string
}

export interface ApplyOptions {
  /** Called before each change to the disk; what it throws ends the run right there, as a kill would. */
  readonly onOperation?: (operation: DiskOperation) => void
}

/**
 * Makes the disk what `diff` says: the only step that changes `generated/`. The order keeps every file that
 * a run ever wrote in some owner manifest, so that a run killed at any moment leaves nothing that the next one
 * could not repair: first owner manifests name old and new files, then files are written, then old files are deleted,
 * and last owner manifests name the new files only.
 *
 * @throws SkyError (`write-failed`) where the disk refuses; the next run repairs what is half done.
 */
export function applyTree(
  root: string,
  diff: TreeDiff,
  rendered: readonly Rendered[],
  options: ApplyOptions = {},
): void {
  const disk = createDisk(root, options)
  for (const path of diff.listing.leftovers) disk.remove(path)

  for (const change of diff.ownerManifests) {
    const both = unionText(change)
    // Equal bytes only where a merge conflict or a foreign line has to be cleaned: that is for the last step.
    if (both !== undefined) disk.write(change.path, both)
  }
  const bodies = new Map<string, Rendered>()
  for (const file of rendered) bodies.set(file.path, file)
  for (const { path } of [...diff.added, ...diff.changed]) {
    const file = bodies.get(path)
    if (file !== undefined) disk.write(path, file.bytes())
  }
  for (const { path } of diff.deleted) disk.remove(path)
  for (const change of diff.ownerManifests) {
    if (change.after.length === 0) disk.remove(change.path)
    else if (unionText(change) !== formatOwnerManifest(change.after)) {
      disk.write(change.path, formatOwnerManifest(change.after))
    }
  }
  disk.removeEmptyFolders(diff.listing.emptyFolders)
}

/** The text that names old and new files; undefined where the manifest on disk names all of them already. */
function unionText(change: OwnerManifestChange): string | undefined {
  const before = new Set(change.before)
  if (change.before !== undefined && change.after.every((path) => before.has(path)))
    return undefined
  return formatOwnerManifest([...before, ...change.after])
}

interface Disk {
  readonly write: (path: string, text: string) => void
  readonly remove: (path: string) => void
  readonly removeEmptyFolders: (empty: readonly string[]) => void
}

function createDisk(root: string, options: ApplyOptions): Disk {
  const madeFolders = new Set<string>()
  const emptied = new Set<string>()

  const change = (kind: DiskOperation['kind'], path: string, act: () => void): void => {
    options.onOperation?.({ kind, path })
    try {
      act()
    } catch (cause) {
      throw writeFailed(kind, path, cause)
    }
  }

  const makeFolder = (folder: string): void => {
    if (madeFolders.has(folder)) return
    madeFolders.add(folder)
    change('mkdir', folder, () => mkdirSync(`${root}/${folder}`, { recursive: true }))
  }

  const write = (path: string, text: string): void => {
    const folder = parentOf(path)
    makeFolder(folder)
    const temporary = `${folder}/.${process.pid}${temporarySuffix}`
    // wx: never through a link that somebody put there.
    change('write', path, () => orClean(temporary, (at) => writeFileSync(at, text, { flag: 'wx' })))
    change('rename', path, () => orClean(temporary, (at) => renameSync(at, `${root}/${path}`)))
  }

  /** A disk that is full should not be left fuller. */
  const orClean = (temporary: string, act: (absolute: string) => void): void => {
    const absolute = `${root}/${temporary}`
    try {
      act(absolute)
    } catch (error) {
      rmSync(absolute, { force: true })
      throw error
    }
  }

  const remove = (path: string): void => {
    change('unlink', path, () => unlinkSync(`${root}/${path}`))
    emptied.add(parentOf(path))
  }

  const removeEmptyFolders = (empty: readonly string[]): void => {
    const candidates = [...new Set([...empty, ...emptied])].sort((a, b) => b.length - a.length)
    for (const candidate of candidates) {
      for (let folder = candidate; folder !== ''; folder = parentOf(folder)) {
        options.onOperation?.({ kind: 'rmdir', path: folder })
        if (!removeFolder(`${root}/${folder}`, folder)) break
      }
    }
  }
  return { write, remove, removeEmptyFolders }
}

/** Whether the folder is gone; one that holds something stays. */
function removeFolder(absolute: string, folder: string): boolean {
  try {
    rmdirSync(absolute)
    return true
  } catch (cause) {
    const code = codeOf(cause)
    if (code === 'ENOENT') return true
    if (code === 'ENOTEMPTY' || code === 'EEXIST') return false
    throw writeFailed('rmdir', folder, cause)
  }
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

const verbs = {
  mkdir: 'create the folder',
  write: 'write',
  rename: 'replace',
  unlink: 'delete',
  rmdir: 'delete the folder',
} as const satisfies Record<DiskOperation['kind'], string>

const hints: Readonly<Record<string, string>> = {
  EACCES: 'give yourself write permission on generated/ and run again',
  EPERM: 'give yourself write permission on generated/ and run again',
  EROFS: 'the file system is mounted read-only: run where it can be written, or use --check',
  ENOSPC: 'free some disk space and run again',
  EDQUOT: 'free some of your disk quota and run again',
  ENAMETOOLONG: 'shorten the name of the object, or check out the workspace in a shorter path',
}

function writeFailed(kind: DiskOperation['kind'], path: string, cause: unknown): SkyError {
  const code = codeOf(cause)
  const file = workspaceFile(path)
  const problem: Problem = {
    id: 'write-failed',
    severity: 'error',
    where: { file },
    message: `cannot ${verbs[kind]} '${file}' (${code}): the run stopped there, and generated/ may be half written until the next run`,
    hint: hints[code] ?? 'repair the cause and run again: the next run completes the tree',
  }
  return new SkyError([problem], { cause })
}

function codeOf(cause: unknown): string {
  return (cause as NodeJS.ErrnoException).code ?? String(cause)
}
