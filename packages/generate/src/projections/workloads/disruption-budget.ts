import { k8s } from 'cdk8s-plus-28'
import { metadata, type WorkloadScope } from './scope.ts'

/**
 * A PodDisruptionBudget that paces a drain and can never block it: `maxUnavailable` is at least one, and pods that are
 * not ready may always go. `minAvailable` is not used: with one replica it would hold the node for ever.
 */
export function addDisruptionBudget(scope: WorkloadScope): void {
  const { add, spec, selector } = scope
  if (spec.kind !== 'Deployment' && spec.kind !== 'StatefulSet') return
  const { maxUnavailable } = spec.disruption
  add(
    k8s.KubePodDisruptionBudget.manifest({
      metadata: metadata(scope),
      spec: {
        maxUnavailable:
          typeof maxUnavailable === 'number'
            ? k8s.IntOrString.fromNumber(maxUnavailable)
            : k8s.IntOrString.fromString(maxUnavailable),
        selector: { matchLabels: { ...selector } },
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
      },
    }),
  )
}
