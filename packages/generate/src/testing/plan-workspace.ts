import type { Environment } from '@skyctl/model'
import type { Workspace } from '../load/workspace.ts'
import { type Plan, planEnvironment } from '../plan.ts'
import { projectTypes } from '../projections/types.ts'

/** Every environment of a workspace at once, and its types. */
export function planWorkspace(workspace: Workspace, environments: readonly Environment[]): Plan {
  const plans = environments.map((environment) => planEnvironment(workspace, environment))
  return {
    files: [...plans.flatMap(({ files }) => files), ...projectTypes(workspace)],
    pending: plans.flatMap(({ pending }) => pending),
    problems: plans.flatMap(({ problems }) => problems),
  }
}
