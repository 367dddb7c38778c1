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
