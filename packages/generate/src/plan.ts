import { compareText, objectId, type PlannedFile, type Problem } from '@skyctl/core'
import type { Environment, Unit } from '@skyctl/model'
import { checkByNamespace } from './checks/check-by-namespace.ts'
import { checkCluster } from './checks/check-cluster.ts'
import { checkRoles } from './checks/check-roles.ts'
import type { Workspace } from './load/workspace.ts'
import type { Memory } from './memory/memory.ts'
import { isAnyOpen, type PendingObject, settlePending } from './pending.ts'
import { planUnits, settleFile, type UnitInputs, type UnitPlan } from './plan-unit.ts'
import type { ManifestKind } from './projections/argocd/projects.ts'
import { projectArgocdRoot } from './projections/argocd/root.ts'
import { projectCluster } from './projections/cluster/cluster.ts'
import { connectionsOf } from './projections/network/connections.ts'
import { projectAddons } from './projections/world/addons.ts'
import { ciliumProfile, guardrailProfile, projectProfile } from './projections/world/profile.ts'
import { dependencyLayers } from './units/dependency-layers.ts'
import { resolveUnits } from './units/resolve-units.ts'

/** What a run would write, and what it found while deciding. */
export interface Plan {
  readonly files: readonly PlannedFile[]
  readonly pending: readonly PendingObject[]
  readonly problems: readonly Problem[]
}

export interface EnvironmentPlan extends Plan {
  readonly environment: Environment
  /** Of each unit by itself; all their files that wait for nothing are among `files`. */
  readonly units: readonly UnitPlan[]
}

/**
 * Decides everything for one environment: units, then projections, then checks. Pure: the workspace is all that it reads, and
 * nothing of another environment's output.
 *
 * @param memory What earlier runs decided; it changes time only.
 * @throws NotEvaluated where modules of apps have to be evaluated first.
 */
export function planEnvironment(
  workspace: Workspace,
  environment: Environment,
  memory?: Memory,
): EnvironmentPlan {
  const { units, problems } = resolveUnits(workspace, environment)
  const plans = planUnits(units, inputsOf(workspace, units, environment), memory)
  const objects = settlePending(
    plans.flatMap((plan) => plan.objects),
    units,
    environment,
  )
  // The Argo CD tree names what the other projections put into the folders.
  const kinds = kindsByOwner(objects.files, environment)
  const argocd = settlePending(
    [
      // The values of a chart stand in its Application, so that may have to wait as well.
      ...plans.flatMap((plan) => plan.applications),
      ...projectArgocdRoot(units, environment, kinds).map((file) =>
        settleFile(file, isAnyOpen(units, environment)),
      ),
    ],
    units,
    environment,
  )
  const pending = [...objects.pending, ...argocd.pending]
  const synced = [...objects.files, ...argocd.files]
  const cluster = projectCluster({
    environment,
    environments: workspace.environments,
    units,
    files: synced,
    pending,
  })
  const guardrails = guardrailProfile(
    environment,
    pending.map(({ object }) => object),
  )
  const profile = { ...guardrails, cilium: ciliumProfile(environment, units) }
  const files = [
    ...synced,
    projectProfile(environment, profile),
    ...projectAddons(environment),
    ...cluster.files,
  ]
  return {
    environment,
    units: plans,
    files,
    pending,
    problems: [
      ...problems,
      ...checkCluster(cluster, environment),
      ...checkRoles(units, cluster.config, environment),
      ...checkByNamespace(files, profile, sourcesOf(plans), memory),
    ],
  }
}

/** What one unit is planned from, besides itself. */
function inputsOf(
  { apps }: Workspace,
  units: readonly Unit[],
  environment: Environment,
): (unit: Unit) => UnitInputs {
  const sources = new Map(apps.map(({ name, source }) => [name, source]))
  const waves = wavesOf(units)
  const isOpen = isAnyOpen(units, environment)
  const connections = connectionsOf(units)
  return ({ name }) => ({
    environment,
    wave: waves.get(name) ?? 0,
    source: sources.get(name),
    isOpen,
    connections: connections.get(name) ?? { callers: [], callees: [] },
  })
}

/** Which plan each file comes from, by the plan's key. */
function sourcesOf(plans: readonly UnitPlan[]): ReadonlyMap<PlannedFile, string | undefined> {
  return new Map(
    plans.flatMap(({ key, objects, applications }) =>
      [...objects, ...applications].map((file) => [file, key] as const),
    ),
  )
}

/** Components by the layers of `dependsOn`; apps after every component, and never one after another. */
function wavesOf(units: readonly Unit[]): ReadonlyMap<string, number> {
  const components = units.filter((unit) => unit.kind === 'component')
  const { layerOf } = dependencyLayers(components)
  const last = Math.max(-1, ...layerOf.values()) + 1
  return new Map(units.map((unit) => [unit.name, layerOf.get(unit.name) ?? last]))
}

/** Kinds that the synced folders hold, by owner. */
function kindsByOwner(
  files: readonly PlannedFile[],
  environment: Environment,
): ReadonlyMap<string, readonly ManifestKind[]> {
  const kinds = new Map<string, Map<string, ManifestKind>>()
  for (const file of files) {
    if (file.body.kind !== 'manifest' || file.path.startsWith(`${environment.name}/world/`))
      continue
    const kind = file.body.id ?? objectId(file.body.manifest)
    const owned = kinds.get(file.owner) ?? new Map<string, ManifestKind>()
    owned.set(`${kind.group}/${kind.kind}/${kind.namespace}`, kind)
    kinds.set(file.owner, owned)
  }
  return new Map(
    [...kinds].map(([owner, owned]) => [
      owner,
      [...owned].sort(([a], [b]) => compareText(a, b)).map(([, kind]) => kind),
    ]),
  )
}
