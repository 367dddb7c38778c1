import { objectId, type PlannedFile } from '@skyctl/core'
import { bootstrapClusterConfig, type ClusterConfig, createClusterConfig } from '@skyctl/eks-lib'
import type { Environment, Unit } from '@skyctl/model'
import type { PendingObject } from '../../pending.ts'
import { renderBootstrapScript } from './bootstrap-script.ts'
import { clusterSpec } from './cluster-spec.ts'
import { awsResources } from './resources/resources.ts'
import { renderRunbook } from './runbook/runbook.ts'
import type { ClusterPaths, Step, StepInputs } from './steps/step.ts'
import { bootstrapSteps } from './steps/steps.ts'
import { teardownSteps } from './teardown.ts'

export interface ClusterInputs {
  readonly environment: Environment
  /** All environments, this one included: a standby's runbook names its primary. */
  readonly environments: readonly Environment[]
  readonly units: readonly Unit[]
  /** Everything else that was planned for this environment. */
  readonly files: readonly PlannedFile[]
  readonly pending: readonly PendingObject[]
}

export interface ClusterPlan {
  readonly config: ClusterConfig
  readonly bootstrap: ClusterConfig
  readonly steps: readonly Step[]
  readonly files: readonly PlannedFile[]
}

/**
 * `<env>/cluster/`: eksctl's files, values of the charts that enter before Argo CD, the runbook and its script. Nobody
 * syncs these: people and eksctl read them.
 */
export function projectCluster(inputs: ClusterInputs): ClusterPlan {
  const { environment, environments, units, files, pending } = inputs
  const full = createClusterConfig(clusterSpec(environment, units))
  const paths = clusterPaths(environment, units, files)
  const stepInputs: StepInputs = {
    environment,
    environments,
    units,
    resources: awsResources({ environment, environments, units }),
    paths,
  }
  const steps = bootstrapSteps(stepInputs)
  const teardown = teardownSteps(stepInputs)
  const file = (name: string, body: PlannedFile['body'], origin = environment.file) => ({
    path: `${environment.name}/cluster/${name}`,
    owner: '_cluster',
    body,
    origin,
  })
  const bootstrap = bootstrapClusterConfig(full)
  const planned = [
    file('cluster.bootstrap.yaml', {
      kind: 'document',
      value: bootstrap,
      comment: 'The cluster before its network: for `eksctl create cluster` alone.',
    }),
    file('cluster.yaml', {
      kind: 'document',
      value: full,
      comment: 'The whole cluster: for every eksctl command but `create cluster`.',
    }),
    ...units.flatMap((unit) =>
      unit.chart === undefined || unit.bootstrap === undefined
        ? []
        : [
            file(
              valuesFile(unit),
              {
                kind: 'document',
                value: unit.chart.values,
                comment: `Values of chart ${unit.chart.chart} ${unit.chart.version}, the same as in its Application.`,
              },
              unit.origin,
            ),
          ],
    ),
    file('RUNBOOK.md', {
      kind: 'text',
      text: renderRunbook({ ...stepInputs, steps, teardown, pending }),
    }),
    file('bootstrap.sh', {
      kind: 'text',
      text: renderBootstrapScript(stepInputs, steps, teardown),
    }),
  ]
  return { config: full, bootstrap, steps, files: planned }
}

function valuesFile(unit: Unit): string {
  return `values.${unit.name}.yaml`
}

function clusterPaths(
  environment: Environment,
  units: readonly Unit[],
  files: readonly PlannedFile[],
): ClusterPaths {
  const folder = `generated/${environment.name}/cluster`
  const argocd = `generated/${environment.name}/argocd`
  return {
    folder,
    bootstrap: `${folder}/cluster.bootstrap.yaml`,
    cluster: `${folder}/cluster.yaml`,
    script: `${folder}/bootstrap.sh`,
    runbook: `${folder}/RUNBOOK.md`,
    values: new Map(units.map((unit) => [unit.name, `${folder}/${valuesFile(unit)}`])),
    namespaces: namespaceFiles(files),
    rootApplication: `${argocd}/application.argoproj.io.root.yaml`,
    rootProject: `${argocd}/appproject.argoproj.io.root.yaml`,
  }
}

/** Synced Namespace manifests, by the Namespace's name. */
function namespaceFiles(files: readonly PlannedFile[]): ReadonlyMap<string, string> {
  return new Map(
    files.flatMap(({ path, body }) => {
      if (body.kind !== 'manifest') return []
      const { group, kind, name } = body.id ?? objectId(body.manifest)
      if (group !== '' || kind !== 'Namespace' || path.split('/')[1] === 'world') return []
      return [[name, `generated/${path}`] as const]
    }),
  )
}
