import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Problem } from '@skyctl/core'
import { environmentJsonSchema } from '@skyctl/model'
import type { Workspace } from './load/workspace.ts'
import { renderCodeowners } from './projections/codeowners.ts'

/** A generated file outside `generated/`: it has to stand where another tool looks for it. */
export interface WorkspaceFile {
  /** Relative to the workspace. */
  readonly path: string
  readonly text: string
}

/** CODEOWNERS for GitHub, and the schema with which editors complete `environments/*.yaml`. */
export function planWorkspaceFiles(workspace: Workspace): WorkspaceFile[] {
  const options = Object.fromEntries(
    workspace.components.map(({ name, definition }) => [name, definition.input.options]),
  )
  return [
    { path: '.github/CODEOWNERS', text: renderCodeowners(workspace) },
    {
      path: 'schemas/skyctl/environment.schema.json',
      text: environmentJsonSchema(options),
    },
  ]
}

/** Writes those that differ, each atomically. @returns paths that were written. */
export function writeWorkspaceFiles(root: string, files: readonly WorkspaceFile[]): string[] {
  return files
    .filter((file) => isStale(root, file))
    .map(({ path, text }) => {
      const target = join(root, path)
      mkdirSync(dirname(target), { recursive: true })
      writeFileSync(`${target}.skyctl-tmp`, text)
      renameSync(`${target}.skyctl-tmp`, target)
      return path
    })
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
