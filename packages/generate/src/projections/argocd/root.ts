import { compareText, type Manifest, manifestFileName, type PlannedFile } from '@skyctl/core'
import type { Environment, Unit } from '@skyctl/model'
import { argocdNamespace, inCluster, syncPolicy, treeSource } from './applications.ts'
import { appProjects, type ManifestKind, rootProject } from './projects.ts'

/**
 * The root Application, which syncs every other Application and itself, and the AppProjects.
 *
 * @param kinds Kinds that the tree holds, by unit name.
 */
export function projectArgocdRoot(
  units: readonly Unit[],
  environment: Environment,
  kinds: ReadonlyMap<string, readonly ManifestKind[]>,
): PlannedFile[] {
  return [rootApplication(environment), ...appProjects(units, environment, kinds)]
    .map(
      (manifest): PlannedFile => ({
        path: `${environment.name}/argocd/${manifestFileName(manifest)}`,
        owner: '_argocd',
        body: { kind: 'manifest', manifest },
        origin: environment.file,
      }),
    )
    .sort((a, b) => compareText(a.path, b.path))
}

function rootApplication(environment: Environment): Manifest {
  const path = `generated/${environment.name}/argocd`
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name: 'root',
      namespace: argocdNamespace,
      labels: {
        'app.kubernetes.io/part-of': environment.company,
        'app.kubernetes.io/managed-by': 'skyctl',
      },
      annotations: {
        'argocd.argoproj.io/compare-options': 'ServerSideDiff=true',
        'argocd.argoproj.io/manifest-generate-paths': `/${path}`,
      },
    },
    spec: {
      project: rootProject,
      source: treeSource(path, environment),
      destination: { server: inCluster, namespace: argocdNamespace },
      syncPolicy,
      revisionHistoryLimit: 5,
    },
  }
}
