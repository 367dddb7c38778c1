import { has } from '../../engine/bitset.ts'
import { hasReserved } from '../../identities/identity.ts'
import type { Lint } from '../lint.ts'
import { firstOfEachSubject, subjectPointer } from '../places.ts'

/** Clusterwide policies leave Cilium's own endpoints alone. */
export const sparedSystemEndpoints: Lint = {
  id: 'spared-system-endpoints',
  title: "Clusterwide policies that deny by default leave Cilium's own endpoints alone",
  severity: 'warning',
  reason:
    "An empty `endpointSelector` of a clusterwide policy selects more than pods: Cilium's health endpoints and the endpoints of its Ingress and Gateway as well. Denied by default, `cilium-health` reports every node as unreachable, and an ingress of Cilium answers nobody.",
  fix: 'Select pods alone: require `k8s:io.kubernetes.pod.namespace` to exist, or exclude `reserved:health` and `reserved:ingress` with `DoesNotExist`.',
  example: {
    bad: `apiVersion: cilium.io/v2
kind: CiliumClusterwideNetworkPolicy
metadata: { name: default-deny }
spec:
  endpointSelector: {}
  ingress: [{}]
`,
    good: `apiVersion: cilium.io/v2
kind: CiliumClusterwideNetworkPolicy
metadata: { name: default-deny }
spec:
  endpointSelector:
    matchExpressions: [{ key: "k8s:io.kubernetes.pod.namespace", operator: Exists }]
  ingress: [{}]
`,
  },
  check: ({ entries, labels, engine: { identities } }) => {
    const own = identities.flatMap((identity, at) =>
      hasReserved(identity, 'health', 'ingress') ? [{ at, name: identity.key }] : [],
    )
    return firstOfEachSubject(entries.filter(({ defaultDeny }) => defaultDeny)).flatMap((entry) => {
      const { subject, origin } = entry
      if (subject.isNode || origin.policy.namespace !== '') return []
      // Whoever names a reserved label knows whom it selects.
      if (subject.requirements.some(({ source }) => source === 'reserved')) return []
      const { certain } = labels.select(subject.requirements)
      const names = own.filter(({ at }) => has(certain, at)).map(({ name }) => name)
      if (names.length === 0) return []
      return [
        {
          policy: origin.policy,
          pointer: subjectPointer(entry),
          message: `the policy selects ${names.join(' and ')} as well, and denies them by default: health checks of the nodes or an ingress of Cilium fail`,
          hint: 'require k8s:io.kubernetes.pod.namespace to exist',
        },
      ]
    })
  },
}
