import { isEmpty } from '../../engine/bitset.ts'
import { namespaceKey } from '../../labels/label.ts'
import { formatRequirements, type Requirement } from '../../labels/selector.ts'
import type { World } from '../../world/world.ts'
import { droppedKeys } from '../dropped-keys.ts'
import type { Lint } from '../lint.ts'
import { withoutScope } from '../scope.ts'

/** A policy's peers exist. */
export const matchingPolicyPeer: Lint = {
  id: 'matching-policy-peer',
  title: 'Every peer that a network policy names exists',
  severity: 'warning',
  reason:
    'A rule for peers that no pod matches allows nobody: the connection that it was written for is denied by default, and only a timeout tells. It is the usual end of a renamed label, or of a peer in another namespace: in a CiliumNetworkPolicy a selector without a namespace means the namespace of the policy alone.',
  fix: 'Copy the labels of the pod template of the peer. For a peer in another namespace add `k8s:io.kubernetes.pod.namespace` (in a NetworkPolicy: `namespaceSelector`). For pods that a chart runs, declare them as `workloads` of the component. Delete a rule whose peers are gone.',
  example: {
    bad: `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
spec: { containers: [{ name: web, image: "registry.example.com/web:1" }] }
---
apiVersion: v1
kind: Pod
metadata: { name: api, namespace: back, labels: { app: api } }
spec: { containers: [{ name: api, image: "registry.example.com/api:1" }] }
---
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: web, namespace: shop }
spec:
  endpointSelector: { matchLabels: { app: web } }
  egress: [{ toEndpoints: [{ matchLabels: { app: api } }] }]
`,
    good: `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
spec: { containers: [{ name: web, image: "registry.example.com/web:1" }] }
---
apiVersion: v1
kind: Pod
metadata: { name: api, namespace: back, labels: { app: api } }
spec: { containers: [{ name: api, image: "registry.example.com/api:1" }] }
---
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: web, namespace: shop }
spec:
  endpointSelector: { matchLabels: { app: web } }
  egress: [{ toEndpoints: [{ matchLabels: { app: api, "k8s:io.kubernetes.pod.namespace": back } }] }]
`,
  },
  check: (context) => {
    if (context.world.workloads.length === 0) return []
    return context.entries.flatMap(({ l3, origin: { policy, pointer } }) =>
      (l3 ?? []).flatMap((selector) => {
        if (selector.type !== 'labels' || selector.requirements.length === 0) return []
        const { requirements } = selector
        if (requirements.some(({ source }) => source === 'reserved')) return []
        if (droppedKeys(requirements, context).length > 0) return []
        if (!isEmpty(context.labels.select(requirements).possible)) return []
        const namespaces = namespacesOf(requirements)
        return [
          {
            policy,
            pointer,
            ifAllPodsOf: namespaces.length === 0 ? [''] : namespaces,
            message: `no pod${placeOf(namespaces, context.world)} matches ${formatRequirements(withoutScope(requirements))}: the rule speaks of nobody`,
            hint: 'copy the labels of the pod template of the peer, and name its namespace where that is another one',
          },
        ]
      }),
    )
  },
}

function namespacesOf(requirements: readonly Requirement[]): readonly string[] {
  return requirements.flatMap(({ key, operator, values }) =>
    key === namespaceKey && operator === 'In' ? values : [],
  )
}

function placeOf(names: readonly string[], { namespaces }: World): string {
  if (names.length === 0) return ''
  const missing = names.filter((name) => !namespaces.has(name))
  const note = missing.length === 0 ? '' : ` (${missing.join(', ')} is in no manifest)`
  return ` of namespace ${names.join(', ')}${note}`
}
