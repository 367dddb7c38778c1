import type { Lint } from '../lint.ts'
import { notedProblems } from '../noted-problems.ts'

/** A policy is for pods of its own namespace. */
export const foreignNamespace: Lint = {
  id: 'foreign-namespace',
  title: 'No CiliumNetworkPolicy names another namespace for its own pods',
  severity: 'warning',
  reason:
    'A CiliumNetworkPolicy is for pods of its namespace. Where its `endpointSelector` names another one, Cilium puts its own in the place of it, so that the policy isolates pods that it was never written for; beside an expression it selects nobody.',
  fix: 'Put the policy into the namespace of the pods, or write a CiliumClusterwideNetworkPolicy, which may name any.',
  example: {
    bad: `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: web, namespace: shop }
spec:
  endpointSelector: { matchLabels: { "k8s:io.kubernetes.pod.namespace": back } }
  ingress: [{ fromEntities: [cluster] }]
`,
    good: `apiVersion: cilium.io/v2
kind: CiliumClusterwideNetworkPolicy
metadata: { name: back }
spec:
  endpointSelector: { matchLabels: { "k8s:io.kubernetes.pod.namespace": back } }
  ingress: [{ fromEntities: [cluster] }]
`,
  },
  check: (context) => notedProblems('foreign-namespace', context),
}
