import {
  clusterKey,
  type Label,
  namespaceKey,
  namespaceLabelsKey,
  serviceAccountKey,
} from '../labels/label.ts'
import type { LabelFilter } from '../labels/label-filter.ts'
import type { Namespace, Workload } from '../world/world.ts'

/** Keys that a pod cannot set: Cilium removes and writes them. */
const ownedPrefix = 'io.cilium.k8s'

/**
 * Labels of a pod's identity, sorted by key: its own, and what Cilium adds about namespace, service account and cluster.
 *
 * Source: pkg/k8s/utils/utils.go, SanitizePodLabels.
 */
export function podLabels(
  workload: Pick<Workload, 'labels' | 'serviceAccount'>,
  namespace: Namespace,
  clusterName: string,
  filter: LabelFilter,
): readonly Label[] {
  const own = Object.entries(workload.labels).filter(([key]) => !key.startsWith(ownedPrefix))
  const all = new Map([
    ...own,
    ...Object.entries(namespace.labels).map(
      ([key, value]) => [`${namespaceLabelsKey}.${key}`, value] as const,
    ),
    [namespaceKey, namespace.name],
    [serviceAccountKey, workload.serviceAccount],
    [clusterKey, clusterName],
  ])
  return [...all.keys()]
    .filter((key) => filter('k8s', key))
    .sort()
    .map((key) => ({ source: 'k8s', key, value: all.get(key) ?? '' }))
}
