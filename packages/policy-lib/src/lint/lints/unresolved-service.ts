import type { Lint } from '../lint.ts'
import { notedProblems } from '../noted-problems.ts'

/** Services that policies name lead to somebody. */
export const unresolvedService: Lint = {
  id: 'unresolved-service',
  title: 'Every Service that a Cilium policy names is there and leads to somebody',
  severity: 'warning',
  reason:
    'A rule with `toServices` and `toPorts` whose Service is not there, or has neither a selector nor an address, is a rule without peers: it allows these ports to everybody, the internet included. Without ports it allows nobody.',
  fix: 'Add the Service, or correct its name and namespace. Pods are better named by `toEndpoints`, which means the same and never everybody.',
  example: {
    bad: `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: web, namespace: shop }
spec:
  endpointSelector: {}
  egress:
  - toServices: [{ k8sService: { serviceName: api, namespace: shop } }]
    toPorts: [{ ports: [{ port: "443", protocol: TCP }] }]
`,
    good: `apiVersion: v1
kind: Service
metadata: { name: api, namespace: shop }
spec: { selector: { app: api }, ports: [{ port: 443 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: api, namespace: shop, labels: { app: api } }
spec: { containers: [{ name: api, image: "registry.example.com/api:1" }] }
---
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: web, namespace: shop }
spec:
  endpointSelector: {}
  egress:
  - toServices: [{ k8sService: { serviceName: api, namespace: shop } }]
    toPorts: [{ ports: [{ port: "443", protocol: TCP }] }]
`,
  },
  check: (context) => notedProblems('unresolved-service', context),
}
