import { compareText, type Problem, SkyError } from '@skyctl/core'
import type { Environment, NamespaceNeed, Unit } from '@skyctl/model'
import { environmentsOf } from '../load/app-rules.ts'
import type { LoadedApp, Workspace } from '../load/workspace.ts'
import { appUnit } from './app-unit.ts'
import { componentHeader, componentNamespaces, componentUnit } from './component-unit.ts'

/** Every app and component of one environment, as the same shape, sorted by name. */
export interface ResolvedEnvironment {
  readonly environment: Environment
  readonly units: readonly Unit[]
  readonly problems: readonly Problem[]
}

/** Resolves one environment in one pass: apps first, then components, which may read the apps. */
export function resolveUnits(workspace: Workspace, environment: Environment): ResolvedEnvironment {
  const problems: Problem[] = []
  const loaded = new Map<string, LoadedApp>(workspace.apps.map((app) => [app.name, app]))
  const apps = workspace.apps
    .filter((app) => environmentsOf(app, workspace.environments).includes(environment.name))
    .map((app) => appUnit(app, environment, loaded))
  const headers = [...apps, ...workspace.components.map(componentHeader)]
  const namespaces = mergeNamespaces([
    ...apps.flatMap((unit) => unit.namespaces),
    ...workspace.components.flatMap(componentNamespaces),
  ])
  const components = workspace.components.flatMap((component) => {
    try {
      return [componentUnit(component, { environment, apps, headers, namespaces })]
    } catch (error) {
      if (!(error instanceof SkyError)) throw error
      problems.push(...error.problems)
      return []
    }
  })
  const units = [...apps, ...components].sort((a, b) => compareText(a.name, b.name))
  return { environment, units, problems }
}

const looseness = ['restricted', 'baseline', 'privileged'] as const

/** One entry a namespace, with the loosest level that a unit in it needs. */
function mergeNamespaces(needs: readonly NamespaceNeed[]): NamespaceNeed[] {
  const merged = new Map<string, NamespaceNeed>()
  for (const need of needs) {
    const other = merged.get(need.name)
    if (
      other === undefined ||
      looseness.indexOf(need.podSecurity) > looseness.indexOf(other.podSecurity)
    ) {
      merged.set(need.name, need)
    }
  }
  return [...merged.values()].sort((a, b) => compareText(a.name, b.name))
}
