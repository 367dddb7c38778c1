import type { Problem } from '@skyctl/core'
import type { OwnedPath } from './compare-owners.ts'
import type { TreeListing } from './read-tree.ts'
import { workspaceFile } from './tree-path.ts'

/** Links and special files in the way of a path that the run would write or delete, folders where a file belongs. */
export function findObstacles(touched: readonly OwnedPath[], listing: TreeListing): Problem[] {
  const problems = new Map<string, Problem>()
  const checkedFolders = new Set<string>()
  for (const { path } of touched) {
    if (listing.irregular.has(path)) problems.set(path, irregular(path, path))
    if (listing.folders.has(path)) problems.set(path, blocked(path, path, 'a folder'))
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const folder = path.slice(0, end)
      if (checkedFolders.has(folder)) break
      checkedFolders.add(folder)
      if (listing.irregular.has(folder)) problems.set(folder, irregular(folder, path))
      if (listing.files.has(folder)) problems.set(folder, blocked(folder, path, 'a file'))
    }
  }
  return [...problems.values()]
}

function irregular(obstacle: string, path: string): Problem {
  const file = workspaceFile(obstacle)
  return {
    id: 'symlink-in-tree',
    severity: 'error',
    where: { file },
    message: `'${file}' is a symbolic link or special file: writing '${path}' through it could change files outside the tree, so nothing was written`,
    hint: `delete '${file}' and run again`,
  }
}

function blocked(obstacle: string, path: string, what: string): Problem {
  const file = workspaceFile(obstacle)
  return {
    id: 'path-blocked',
    severity: 'error',
    where: { file },
    message: `'${file}' is ${what}, and '${path}' has to be ${obstacle === path ? 'a file there' : 'written below it'}, so nothing was written`,
    hint: `move or delete '${file}' and run again`,
  }
}
