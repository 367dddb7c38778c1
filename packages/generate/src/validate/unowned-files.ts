import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join, relative, resolve, sep } from 'node:path'
import type { Problem } from '@skyctl/core'
import { parseOwnerManifest } from '@skyctl/tree-lib'

/**
 * Files of a tree that no owner names: nobody would ever update or remove them, and Argo CD applies them all the same.
 * A folder is a tree where it holds `.owners` of environments; any other has none.
 */
export function unownedFiles(folder: string, paths: readonly string[]): Problem[] {
  return paths.flatMap((path) => {
    const root = resolve(folder, path)
    if (path === '-' || !existsSync(root) || !statSync(root).isDirectory()) return []
    return treesIn(root).flatMap((tree) => unownedIn(tree, folder))
  })
}

/** The folder itself, or one environment of it. */
function treesIn(root: string): { readonly root: string; readonly owned: ReadonlySet<string> }[] {
  if (existsSync(join(root, '.owners')) && existsSync(join(root, 'cluster'))) {
    // One environment: its owner files name paths from the folder above.
    const above = resolve(root, '..')
    return [{ root, owned: ownedPaths(root, basename(root), above) }]
  }
  const environments = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(root, entry.name, '.owners')))
    .map(({ name }) => name)
  if (environments.length === 0) return []
  const owned = new Set([
    ...environments.flatMap((name) => [...ownedPaths(join(root, name), name, root)]),
    ...(existsSync(join(root, '.owners')) ? ownedPaths(root, 'types', root) : []),
  ])
  return [{ root, owned }]
}

/** Absolute paths that the owner files of one folder name; those files read as the writer itself reads them. */
function ownedPaths(folder: string, scope: string, tree: string): Set<string> {
  const owners = join(folder, '.owners')
  return new Set(
    readdirSync(owners)
      .filter((name) => name.endsWith('.txt'))
      .flatMap(
        (name) => parseOwnerManifest(readFileSync(join(owners, name), 'utf8'), scope, name).paths,
      )
      .map((path) => join(tree, path)),
  )
}

function unownedIn(
  { root, owned }: { readonly root: string; readonly owned: ReadonlySet<string> },
  folder: string,
): Problem[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.split(sep).includes('.owners') && !owned.has(path))
    .map((path) => ({
      id: 'unowned-file',
      severity: 'error' as const,
      where: { file: relative(folder, path).split(sep).join('/') },
      message:
        'no owner names this file: nobody updates or removes it, and in a synced folder Argo CD applies it all the same',
      hint: 'remove it, or generate it from the model',
    }))
}
