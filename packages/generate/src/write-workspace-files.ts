import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Problem, SkyError } from '@skyctl/core'
import type { WorkspaceFile } from './workspace-files.ts'

/**
 * Writes those that differ, each atomically. @returns paths that were written.
 *
 * @throws SkyError `write-failed` where the disk refuses.
 */
export function writeWorkspaceFiles(root: string, files: readonly WorkspaceFile[]): string[] {
  return files
    .filter((file) => isStale(root, file))
    .map(({ path, text }) => {
      try {
        writeAtomically(join(root, path), text)
      } catch (cause) {
        throw writeFailed(path, cause)
      }
      return path
    })
}

function writeAtomically(target: string, text: string): void {
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(`${target}.skyctl-tmp`, text)
  renameSync(`${target}.skyctl-tmp`, target)
}

function writeFailed(file: string, cause: unknown): SkyError {
  const code = (cause as NodeJS.ErrnoException).code ?? String(cause)
  const problem: Problem = {
    id: 'write-failed',
    severity: 'error',
    where: { file },
    message: `cannot write '${file}' (${code}); generated/ is written, this is not`,
    hint: `make the place of '${file}' writable and run again`,
  }
  return new SkyError([problem], { cause })
}

/** One error for each file that a run would change. */
export function findWorkspaceDrift(root: string, files: readonly WorkspaceFile[]): Problem[] {
  return files
    .filter((file) => isStale(root, file))
    .map(({ path }) => ({
      id: 'drift',
      severity: 'error',
      where: { file: path },
      message: 'it is not what the model says',
      hint: 'run `npm run generate` and commit the result',
    }))
}

function isStale(root: string, { path, text }: WorkspaceFile): boolean {
  const target = join(root, path)
  return !existsSync(target) || readFileSync(target, 'utf8') !== text
}
