import { isEmpty } from '../../engine/bitset.ts'
import { formatRequirements } from '../../labels/selector.ts'
import { droppedKeys } from '../dropped-keys.ts'
import type { Lint } from '../lint.ts'
import { firstOfEachSubject, subjectPointer } from '../places.ts'
import { withoutScope } from '../scope.ts'

/** A policy selects pods. */
export const matchingPolicySubject: Lint = {
  id: 'matching-policy-subject',
  title: 'Every network policy selects pods',
  severity: 'warning',
  reason:
    'A policy whose selector matches no pod protects nobody and allows nothing, and neither the API server nor the agent says so. It is the usual end of a renamed label or of a policy that stands in another namespace than its pods: what was meant to be denied by default stays open.',
  fix: 'Copy the labels of the pod template into the selector, and put the policy into the namespace of the pods. For pods that a chart runs, declare them as `workloads` of the component. Delete a policy whose pods are gone.',
  example: {
    bad: `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
spec: { containers: [{ name: web, image: "registry.example.com/web:1" }] }
---
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: web, namespace: shop }
spec:
  endpointSelector: { matchLabels: { app: wbe } }
  ingress: [{ fromEntities: [cluster] }]
`,
    good: `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
spec: { containers: [{ name: web, image: "registry.example.com/web:1" }] }
---
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: web, namespace: shop }
spec:
  endpointSelector: { matchLabels: { app: web } }
  ingress: [{ fromEntities: [cluster] }]
`,
  },
  check: (context) => {
    if (context.world.workloads.length === 0) return []
    return firstOfEachSubject(context.entries).flatMap((entry) => {
      const { requirements, isNode } = entry.subject
      if (isNode || droppedKeys(requirements, context).length > 0) return []
      if (!isEmpty(context.labels.select(requirements).possible)) return []
      const { policy } = entry.origin
      const place = policy.namespace === '' ? 'the cluster' : `namespace ${policy.namespace}`
      return [
        {
          policy,
          pointer: subjectPointer(entry),
          message: `no pod of ${place} matches ${formatRequirements(withoutScope(requirements))}: the policy protects nobody and allows nothing`,
          hint: 'copy the labels of the pod template, and mind its namespace',
          ifAllPodsOf: [policy.namespace],
        },
      ]
    })
  },
}
