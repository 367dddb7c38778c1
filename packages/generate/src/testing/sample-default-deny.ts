import type { Manifest } from '@skyctl/core'

/** A policy by which nothing reaches or leaves a pod of these namespaces but what others allow. */
export function sampleDefaultDeny(namespaces: readonly string[] = ['ns']): Manifest {
  const key = 'k8s:io.kubernetes.pod.namespace'
  return {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumClusterwideNetworkPolicy',
    metadata: { name: 'default-deny' },
    spec: {
      endpointSelector: {
        matchExpressions: [{ key, operator: 'In', values: [...namespaces] }],
      },
      ingress: [{}],
      egress: [{}],
    },
  }
}
