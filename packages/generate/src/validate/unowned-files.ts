import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, join, resolve, sep } from 'node:path'
import type { Problem } from '@skyctl/core'
import { parseOwnerManifest } from '@skyctl/tree-lib'
import type { FoundFile } from './list-files.ts'

/** A folder whose files all have an owner, with the folders that name them. */
export interface OwnedTree {
  /** Absolute. */
  readonly root: string
  readonly owners: readonly OwnersFolder[]
}

interface OwnersFolder {
  /** Absolute, with the separator at its end. */
  readonly folder: string
  readonly scope: string
  /** Folder from which the owner files name their paths, absolute. */
  readonly tree: string
}

/**
 * The generated trees among the named folders: a folder is one where it holds `.owners` of environments; any other has
 * none.
 */
export function ownedTrees(folder: string, paths: readonly string[]): OwnedTree[] {
  return paths.flatMap((path) => {
    const root = resolve(folder, path)
    if (path === '-' || !existsSync(root) || !statSync(root).isDirectory()) return []
    if (existsSync(join(root, '.owners')) && existsSync(join(root, 'cluster'))) {
      // One environment: its owner files name paths from the folder above.
      return [{ root, owners: [ownersOf(root, basename(root), resolve(root, '..'))] }]
    }
    const environments = readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && existsSync(join(root, entry.name, '.owners')))
      .map(({ name }) => ownersOf(join(root, name), name, root))
    return environments.length === 0
      ? []
      : [{ root, owners: [...environments, ownersOf(root, 'types', root)] }]
  })
}

function ownersOf(folder: string, scope: string, tree: string): OwnersFolder {
  return { folder: join(folder, '.owners') + sep, scope, tree }
}

/** Whether a file is one that names what its owner owns. */
export function isOwnerFile({ absolute }: FoundFile): boolean {
  return absolute.endsWith('.txt') && absolute.split(sep).at(-2) === '.owners'
}

/**
 * Files of a tree that no owner names: nobody would ever update or remove them, and Argo CD applies them all the same.
 *
 * @param files Everything below the named folders.
 * @param read Text of an owner file; undefined where it is none.
 */
export function unownedFiles(
  trees: readonly OwnedTree[],
  files: readonly FoundFile[],
  read: (owner: FoundFile) => string | undefined,
): Problem[] {
  return trees.flatMap(({ root, owners }) => {
    const owned = new Set(owners.flatMap((folder) => ownedPaths(folder, files, read)))
    return files
      .filter(({ absolute }) => absolute.startsWith(root + sep))
      .filter(({ absolute }) => !owned.has(absolute) && !absolute.split(sep).includes('.owners'))
      .map(({ file }) => ({
        id: 'unowned-file',
        severity: 'error' as const,
        where: { file },
        message:
          'no owner names this file: nobody updates or removes it, and in a synced folder Argo CD applies it all the same',
        hint: 'remove it, or generate it from the model',
      }))
  })
}

/** Absolute paths that the owner files of one folder name; those files read as the writer itself reads them. */
function ownedPaths(
  { folder, scope, tree }: OwnersFolder,
  files: readonly FoundFile[],
  read: (owner: FoundFile) => string | undefined,
): string[] {
  return files
    .filter((file) => file.absolute.startsWith(folder) && isOwnerFile(file))
    .flatMap((file) => {
      const text = read(file)
      return text === undefined
        ? []
        : parseOwnerManifest(text, scope, basename(file.absolute)).paths
    })
    .map((path) => tree + sep + path.split('/').join(sep))
}
