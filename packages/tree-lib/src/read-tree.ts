import { type Dirent, readdirSync } from 'node:fs'
import { SkyError } from '@skyctl/core'
import { ownersFolder } from './owners.ts'
import { temporarySuffix, treeFolder, typesScope, workspaceFile } from './tree-path.ts'

/** An owner manifest found on disk. */
export interface OwnerManifestFile {
  readonly scope: string
  readonly owner: string
  /** Relative to `generated/`. */
  readonly path: string
}

/** What lies in a tree on disk: names only, nothing is opened or followed. Paths are relative to its root. */
export interface TreeListing {
  readonly files: ReadonlySet<string>
  readonly folders: ReadonlySet<string>
  /** Folders that hold no file at any depth. */
  readonly emptyFolders: readonly string[]
  /** Symbolic links, sockets, pipes and devices. */
  readonly irregular: ReadonlySet<string>
  readonly ownerManifests: readonly OwnerManifestFile[]
  /** Temporary files of runs that were killed. */
  readonly leftovers: readonly string[]
}

/**
 * Lists a tree. With `scopes`, only these and `types/` are entered, and other entries of the root are not reported.
 * A root that does not exist is an empty tree.
 *
 * @throws SkyError (`unreadable-tree`, exit code 2) where a folder cannot be read.
 */
export function readTree(root: string, scopes?: readonly string[]): TreeListing {
  const files = new Set<string>()
  const folders = new Set<string>()
  const emptyFolders: string[] = []
  const irregular = new Set<string>()
  const ownerManifests: OwnerManifestFile[] = []
  const leftovers: string[] = []

  /** Lists a folder and says whether it holds anything that is no folder. */
  const walk = (folder: string, scope: string): boolean => {
    const isOwners = folder === ownersFolder(scope)
    let holdsFile = false
    for (const entry of entries(`${root}/${folder}`, folder)) {
      const path = `${folder}/${entry.name}`
      if (entry.isDirectory()) {
        folders.add(path)
        if (walk(path, scope)) holdsFile = true
        continue
      }
      holdsFile = true
      if (entry.name.endsWith(temporarySuffix)) leftovers.push(path)
      else if (!entry.isFile()) irregular.add(path)
      else if (isOwners && entry.name.endsWith('.txt')) {
        ownerManifests.push({ scope, owner: entry.name.slice(0, -'.txt'.length), path })
      } else files.add(path)
    }
    if (!holdsFile) emptyFolders.push(folder)
    return holdsFile
  }

  for (const entry of entries(root, '')) {
    const { name } = entry
    const isOwners = name === ownersFolder(typesScope)
    const isWanted =
      scopes === undefined || isOwners || name === typesScope || scopes.includes(name)
    if (entry.isDirectory()) {
      folders.add(name)
      if (isWanted) walk(name, isOwners ? typesScope : name)
    } else if (name.endsWith(temporarySuffix)) leftovers.push(name)
    else if (!entry.isFile()) irregular.add(name)
    else if (isWanted) files.add(name)
  }
  return { files, folders, emptyFolders, irregular, ownerManifests, leftovers }
}

function entries(absolute: string, folder: string): Dirent[] {
  try {
    return readdirSync(absolute, { withFileTypes: true })
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code
    if (code === 'ENOENT') return []
    const file = folder === '' ? treeFolder : workspaceFile(folder)
    throw new SkyError(
      [
        {
          id: 'unreadable-tree',
          severity: 'error',
          where: { file },
          message: `'${file}' cannot be read (${code}), so what it holds cannot be compared`,
          hint:
            code === 'ENOTDIR'
              ? 'move the file away: a folder belongs here'
              : 'check its permissions',
        },
      ],
      { exitCode: 2, cause },
    )
  }
}
