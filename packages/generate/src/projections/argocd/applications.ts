import type { Manifest, PlannedFile } from '@skyctl/core'
import { manifestFileName } from '@skyctl/core'
import type { Environment, Unit } from '@skyctl/model'
import { unitLabels } from '../../units/labels.ts'
import { componentsProject } from './projects.ts'

/** The cluster that Argo CD itself runs in: no cluster Secret is ever needed. */
export const inCluster = 'https://kubernetes.default.svc'

/** Where Argo CD and all its Applications live. */
export const argocdNamespace = 'argocd'

export interface ApplicationInputs {
  readonly environment: Environment
  /** Sync wave, from the layers of `dependsOn`. */
  readonly wave: number
  /** Whether the tree holds manifests of the unit. */
  readonly hasManifests: boolean
}

/** The Argo CD Application of one unit: its folder of the tree, its chart, or both. */
export function projectApplication(unit: Unit, inputs: ApplicationInputs): PlannedFile[] {
  const { environment, hasManifests } = inputs
  if (!hasManifests && unit.chart === undefined) return []
  const manifest = application(unit, inputs)
  return [
    {
      path: `${environment.name}/argocd/${manifestFileName(manifest)}`,
      owner: unit.name,
      body: { kind: 'manifest', manifest },
      origin: unit.origin,
    },
  ]
}

function application(unit: Unit, inputs: ApplicationInputs): Manifest {
  const { environment, wave, hasManifests } = inputs
  const path = unitFolder(unit, environment)
  const sources = [
    ...(unit.chart === undefined ? [] : [chartSource(unit.chart)]),
    ...(hasManifests ? [treeSource(path, environment)] : []),
  ]
  const ignoreDifferences = unit.chart?.ignoreDifferences ?? []
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name: unit.name,
      namespace: argocdNamespace,
      labels: unitLabels({ name: unit.name, team: unit.team }, environment),
      annotations: {
        'argocd.argoproj.io/compare-options': 'ServerSideDiff=true',
        // A commit that does not touch the folder does not make Argo CD render it again.
        ...(hasManifests && { 'argocd.argoproj.io/manifest-generate-paths': `/${path}` }),
        'argocd.argoproj.io/sync-wave': String(wave),
      },
      // Removing an app removes its objects; what holds data or carries the platform is never removed by cascade.
      ...(cascades(unit) && { finalizers: ['resources-finalizer.argocd.argoproj.io'] }),
    },
    spec: {
      project: unit.kind === 'app' ? unit.team : componentsProject,
      ...(sources.length === 1 ? { source: sources[0] } : { sources }),
      destination: { server: inCluster, namespace: unit.namespace },
      syncPolicy,
      ...(ignoreDifferences.length > 0 && { ignoreDifferences }),
      revisionHistoryLimit: 5,
    },
  }
}

export function unitFolder(unit: Unit, environment: Environment): string {
  return `generated/${environment.name}/${unit.kind === 'app' ? 'apps' : 'platform'}/${unit.name}`
}

function cascades(unit: Unit): boolean {
  return unit.kind === 'app' && unit.backup === undefined && unit.app?.spec.kind !== 'StatefulSet'
}

/** `directory` is stated, so that Argo CD need not look at every file to find out what tool the folder is for. */
export function treeSource(path: string, environment: Environment) {
  return {
    repoURL: environment.repository.url,
    targetRevision: environment.repository.revision,
    path,
    directory: { recurse: true },
  }
}

function chartSource(chart: NonNullable<Unit['chart']>) {
  return {
    repoURL: chart.repository,
    chart: chart.chart,
    targetRevision: chart.version,
    helm: { releaseName: chart.release, valuesObject: chart.values },
  }
}

/**
 * Every Application converges from any order: it retries for as long as its peers may need, and skips the dry run of
 * kinds whose CRD is still to come. Server-side apply is what lets large CRDs and fields of controllers through.
 */
export const syncPolicy = {
  automated: { prune: true, selfHeal: true },
  syncOptions: [
    'ServerSideApply=true',
    'SkipDryRunOnMissingResource=true',
    'RespectIgnoreDifferences=true',
    'ApplyOutOfSyncOnly=true',
    'PruneLast=true',
    'CreateNamespace=false',
  ],
  // Without end: after the last of a fixed number Argo CD would not try the same commit again.
  retry: { limit: -1, backoff: { duration: '10s', factor: 2, maxDuration: '5m' } },
}
