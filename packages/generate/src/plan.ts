import {
  compareText,
  type Manifest,
  type PlannedFile,
  type Problem,
  sortProblems,
} from '@skyctl/core'
import type { Environment, Unit } from '@skyctl/model'
import { checkCluster } from './checks/check-cluster.ts'
import { checkRoles } from './checks/check-roles.ts'
import { runChecks } from './checks/run-checks.ts'
import { createWorld } from './checks/world.ts'
import type { Workspace } from './load/workspace.ts'
import { type PendingObject, settlePending } from './pending.ts'
import { projectApplication } from './projections/argocd/applications.ts'
import { type ManifestKind, manifestKind } from './projections/argocd/projects.ts'
import { projectArgocdRoot } from './projections/argocd/root.ts'
import { projectCluster } from './projections/cluster/cluster.ts'
import { projectTypes } from './projections/types.ts'
import { projectWorkloads } from './projections/workloads/workloads.ts'
import { guardrailProfile, projectProfile } from './projections/world/profile.ts'
import { projectWorld } from './projections/world/world.ts'
import { dependencyLayers } from './units/dependency-layers.ts'
import { resolveUnits } from './units/resolve-units.ts'

/** What a run would write, and what it found while deciding. */
export interface Plan {
  readonly files: readonly PlannedFile[]
  readonly pending: readonly PendingObject[]
  readonly problems: readonly Problem[]
}

/** Decides everything for the chosen environments. Pure: the workspace is all that it reads. */
export function planWorkspace(workspace: Workspace, environments: readonly Environment[]): Plan {
  const plans = environments.map((environment) => planEnvironment(workspace, environment))
  return {
    files: [...plans.flatMap((plan) => plan.files), ...projectTypes(workspace)],
    pending: plans.flatMap((plan) => plan.pending),
    problems: sortProblems([...workspace.problems, ...plans.flatMap((plan) => plan.problems)]),
  }
}

/** Units, then projections, then checks, for one environment; it needs nothing of another's output. */
export function planEnvironment(workspace: Workspace, environment: Environment): Plan {
  const { units, problems } = resolveUnits(workspace, environment)
  const planned = units.flatMap((unit) => projectUnit(unit, environment))
  const settled = settlePending(planned, units, environment)
  // The values of a chart stand in its Application, so that may have to wait as well.
  const argocd = settlePending(projectArgocd(units, environment, settled.files), units, environment)
  const pending = [...settled.pending, ...argocd.pending]
  const synced = [...settled.files, ...argocd.files]
  const cluster = projectCluster({
    environment,
    environments: workspace.environments,
    units,
    files: synced,
    pending,
  })
  const profile = guardrailProfile(
    environment,
    pending.map(({ object }) => object),
  )
  const files = [...synced, projectProfile(environment, profile), ...cluster.files]
  const world = createWorld(files, profile)
  return {
    files,
    pending,
    problems: [
      ...problems,
      ...checkCluster(cluster, environment),
      ...checkRoles(units, cluster.config, environment),
      ...runChecks(world),
    ],
  }
}

/** Projections of a single unit: what changes with one app is only its own. */
function projectUnit(unit: Unit, environment: Environment): PlannedFile[] {
  return [...projectWorkloads(unit, environment), ...projectWorld(unit, environment)]
}

/** The Argo CD tree comes last: it names what the other projections put into the folders. */
function projectArgocd(
  units: readonly Unit[],
  environment: Environment,
  files: readonly PlannedFile[],
): PlannedFile[] {
  const kinds = kindsByOwner(files, environment)
  const waves = wavesOf(units)
  return [
    ...units.flatMap((unit) =>
      projectApplication(unit, {
        environment,
        wave: waves.get(unit.name) ?? 0,
        hasManifests: kinds.has(unit.name),
      }),
    ),
    ...projectArgocdRoot(units, environment, kinds),
  ]
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
    const kind = manifestKind(file.body.manifest as Manifest)
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
