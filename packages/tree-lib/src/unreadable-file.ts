import { type Problem, SkyError } from '@skyctl/core'
import { workspaceFile } from './tree-path.ts'

/** The error for a file of the tree that cannot be read: exit code 2. */
export function unreadableFile(path: string, cause: unknown): SkyError {
  const file = workspaceFile(path)
  const code = (cause as NodeJS.ErrnoException).code
  const problem: Problem = {
    id: 'unreadable-tree',
    severity: 'error',
    where: { file },
    message: `'${file}' cannot be read (${code}), so it cannot be compared`,
    hint: 'check its permissions',
  }
  return new SkyError([problem], { exitCode: 2, cause })
}
