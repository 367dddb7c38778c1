import type { Manifest } from '@skyctl/core'

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
