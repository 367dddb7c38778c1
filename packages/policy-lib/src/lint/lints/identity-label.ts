import { isPositive, type Requirement } from '../../labels/selector.ts'
import { droppedKeys } from '../dropped-keys.ts'
import type { Lint, LintFinding } from '../lint.ts'
import { firstOfEachSubject, subjectPointer } from '../places.ts'

/** Selectors ask for labels that identities have. */
export const identityLabel: Lint = {
  id: 'identity-label',
  title: "Selectors of network policies ask for labels that are part of a pod's identity",
  severity: 'warning',
  reason:
    'Cilium makes the identity of a pod of some of its labels: those that change with every rollout or name a single replica, such as `pod-template-hash`, `statefulset.kubernetes.io/pod-name` or `topology.kubernetes.io/zone`, are left out. A selector on one of them matches nothing, whatever the pod carries, and one that excludes it matches everybody.',
  fix: 'Select by a label of your own, or by one of `app.kubernetes.io/…`. Where the label must count, take it in by the Helm value `labels` of Cilium, and remember that each of its values is an identity more.',
  example: {
    bad: `apiVersion: v1
kind: Pod
metadata: { name: db-0, namespace: shop, labels: { app: db, statefulset.kubernetes.io/pod-name: db-0 } }
spec: { containers: [{ name: db, image: "registry.example.com/db:1" }] }
---
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: primary, namespace: shop }
spec:
  endpointSelector: { matchLabels: { statefulset.kubernetes.io/pod-name: db-0 } }
  ingress: [{ fromEntities: [cluster] }]
`,
    good: `apiVersion: v1
kind: Pod
metadata: { name: db-0, namespace: shop, labels: { app: db, statefulset.kubernetes.io/pod-name: db-0 } }
spec: { containers: [{ name: db, image: "registry.example.com/db:1" }] }
---
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: primary, namespace: shop }
spec:
  endpointSelector: { matchLabels: { app: db } }
  ingress: [{ fromEntities: [cluster] }]
`,
  },
  check: (context) => {
    const find = (
      requirements: readonly Requirement[],
      place: Pick<LintFinding, 'policy' | 'pointer'>,
    ): LintFinding[] =>
      droppedKeys(requirements, context).map((one) => ({
        ...place,
        message: `Cilium drops the label ${one.key} from identities: the selector matches ${isPositive(one) ? 'nobody' : 'whatever the label says'}`,
        hint: 'select by a label that identities have, such as app.kubernetes.io/name',
      }))
    return [
      ...firstOfEachSubject(context.entries)
        .filter(({ subject }) => !subject.isNode)
        .flatMap((entry) =>
          find(entry.subject.requirements, {
            policy: entry.origin.policy,
            pointer: subjectPointer(entry),
          }),
        ),
      ...context.entries.flatMap(({ l3, origin: { policy, pointer } }) =>
        (l3 ?? []).flatMap((selector) =>
          selector.type === 'labels' ? find(selector.requirements, { policy, pointer }) : [],
        ),
      ),
    ]
  },
}
