import type { Manifest } from '@skyctl/core'
import type { Environment } from '@skyctl/model'

/** Where the agents look for TLS material of policies: the chart makes it and its Roles whether or not it is used. */
export const secretsNamespace = 'cilium-secrets'

export const secretsNamespaceLabels = {
  'pod-security.kubernetes.io/enforce': 'restricted',
  'pod-security.kubernetes.io/enforce-version': 'latest',
}

export const secretsNamespaceAnnotations = {
  'argocd.argoproj.io/sync-options': 'Prune=false,Delete=confirm',
}

export const secretsNamespaceManifest: Manifest = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name: secretsNamespace,
    labels: secretsNamespaceLabels,
    annotations: secretsNamespaceAnnotations,
  },
}

/** Nothing runs beside the Secrets. It is also what admits the namespace into the AppProject of components. */
export function noPods(environment: Environment): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: {
      name: 'no-pods',
      namespace: secretsNamespace,
      labels: {
        'app.kubernetes.io/name': 'cilium',
        'app.kubernetes.io/instance': `cilium-${environment.name}`,
        'app.kubernetes.io/part-of': environment.company,
        'app.kubernetes.io/managed-by': 'skyctl',
      },
    },
    spec: { hard: { pods: '0' } },
  }
}
