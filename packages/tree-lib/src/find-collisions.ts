import type { Problem } from '@skyctl/core'
import type { FilePlace } from './find-unsafe-paths.ts'
import { workspaceFile } from './tree-path.ts'

/**
 * Two producers of one path: an error, id `path-collision`, that names both. Paths that differ in case only
 * collide, since macOS and Windows see one file; so does a file that stands where another needs a folder.
 */
export function findCollisions(files: readonly FilePlace[]): Problem[] {
  const problems: Problem[] = []
  const taken = new Map<string, FilePlace>()
  for (const file of files) {
    const key = file.path.toLowerCase()
    const first = taken.get(key)
    if (first === undefined) taken.set(key, file)
    else problems.push(collision(first, file))
  }
  const folders = new Set<string>()
  for (const [key, file] of taken) {
    for (let end = key.lastIndexOf('/'); end > 0; end = key.lastIndexOf('/', end - 1)) {
      const folder = key.slice(0, end)
      if (folders.has(folder)) break
      folders.add(folder)
      const blocking = taken.get(folder)
      if (blocking !== undefined) problems.push(collision(blocking, file))
    }
  }
  return problems
}

function collision(first: FilePlace, second: FilePlace): Problem {
  const how =
    first.path === second.path
      ? `'${first.path}' is planned twice`
      : first.path.length === second.path.length
        ? `'${first.path}' and '${second.path}' differ in case only`
        : `'${first.path}' is a file, and '${second.path}' needs it to be a folder`
  return {
    id: 'path-collision',
    severity: 'error',
    where: { file: workspaceFile(second.path) },
    message: `${how}: by '${first.owner}' from ${first.origin} and by '${second.owner}' from ${second.origin}; one would overwrite the other`,
    hint: 'rename or remove one of the two objects',
  }
}
