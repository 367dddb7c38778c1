import { labelsOf, type PlainObject } from './plain-object.ts'
import type { SyntheticApp } from './workspace.ts'

/** The Argo CD Application of a synthetic app, as plain data. */
export function application(app: SyntheticApp, environment: string): PlainObject {
  const path = `generated/${environment}/apps/${app.name}`
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name: app.name,
      namespace: 'argocd',
      labels: labelsOf(app, environment),
      annotations: {
        'argocd.argoproj.io/compare-options': 'ServerSideDiff=true',
        'argocd.argoproj.io/manifest-generate-paths': `/${path}`,
        'argocd.argoproj.io/sync-wave': '0',
      },
      finalizers: ['resources-finalizer.argocd.argoproj.io'],
    },
    spec: {
      project: app.team,
      source: {
        repoURL: 'https://github.com/acme/platform.git',
        targetRevision: 'refs/heads/main',
        path,
        directory: { recurse: true },
      },
      destination: { namespace: app.team, server: 'https://kubernetes.default.svc' },
      syncPolicy: {
        automated: { prune: true, selfHeal: true },
        syncOptions: [
          'ServerSideApply=true',
          'SkipDryRunOnMissingResource=true',
          'RespectIgnoreDifferences=true',
          'ApplyOutOfSyncOnly=true',
          'PruneLast=true',
          'CreateNamespace=false',
        ],
        retry: { limit: 10, backoff: { duration: '10s', factor: 2, maxDuration: '5m' } },
      },
      revisionHistoryLimit: 5,
    },
  }
}
