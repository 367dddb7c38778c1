import { appsOf, environmentsOf, type Size, type SyntheticApp, teamsOf } from './workspace.ts'

/** The nine objects of each synthetic app, as file names. */
export function appFiles(app: SyntheticApp): string[] {
  return [
    `ciliumnetworkpolicy.cilium.io.${app.name}-callers.yaml`,
    `ciliumnetworkpolicy.cilium.io.${app.name}.yaml`,
    `configmap.core.${app.name}-config.yaml`,
    `deployment.apps.${app.name}.yaml`,
    `horizontalpodautoscaler.autoscaling.${app.name}.yaml`,
    `ingress.networking.k8s.io.${app.name}.yaml`,
    `poddisruptionbudget.policy.${app.name}.yaml`,
    `service.core.${app.name}.yaml`,
    `serviceaccount.core.${app.name}.yaml`,
  ]
}

export const objectsPerApp = 9

/** Where the nine objects of an app stand in one environment. */
export function appPaths(app: SyntheticApp, environment: string): string[] {
  return appFiles(app).map((name) => `${environment}/apps/${app.name}/${app.team}/${name}`)
}

/** What another image tag changes: every object that states the version, and so not the app's policy. */
export function editedPaths(app: SyntheticApp, environment: string): string[] {
  const own = `ciliumnetworkpolicy.cilium.io.${app.name}.yaml`
  return appPaths(app, environment).filter((path) => !path.endsWith(`/${own}`))
}

/** Every file of `generated/` for a synthetic workspace, sorted. */
export function expectedFiles(size: Size): string[] {
  const apps = appsOf(size)
  const forEnvironment = (environment: string) => [
    ...apps.flatMap((app) => appPaths(app, environment)),
    ...apps.map((app) => `${environment}/argocd/application.argoproj.io.${app.name}.yaml`),
    `${environment}/argocd/application.argoproj.io.root.yaml`,
    ...['platform-components', 'root', ...teamsOf(size)].map(
      (project) => `${environment}/argocd/appproject.argoproj.io.${project}.yaml`,
    ),
    ...['_argocd', '_cluster', 'policies', ...apps.map((app) => app.name)].map(
      (owner) => `${environment}/.owners/${owner}.txt`,
    ),
    `${environment}/argocd/application.argoproj.io.policies.yaml`,
    `${environment}/platform/policies/_cluster/ciliumclusterwidenetworkpolicy.cilium.io.default-deny.yaml`,
    `${environment}/world/profile.yaml`,
    ...['deployment.apps.coredns', 'service.core.kube-dns', 'serviceaccount.core.coredns'].map(
      (name) => `${environment}/world/coredns/kube-system/${name}.yaml`,
    ),
    ...['RUNBOOK.md', 'bootstrap.sh', 'cluster.bootstrap.yaml', 'cluster.yaml'].map(
      (name) => `${environment}/cluster/${name}`,
    ),
  ]
  return [
    ...environmentsOf(size).flatMap(forEnvironment),
    ...['_environments', '_teams', 'policies', ...apps.map((app) => app.name)].map(
      (name) => `types/${name}.d.ts`,
    ),
    '.owners/_types.txt',
  ].sort()
}
