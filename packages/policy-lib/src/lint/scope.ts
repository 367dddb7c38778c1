import { clusterKey, namespaceKey } from '../labels/label.ts'
import type { Requirement } from '../labels/selector.ts'

/** What an author wrote of a selector: without the namespace and the cluster that are added to it. */
export function withoutScope(requirements: readonly Requirement[]): readonly Requirement[] {
  return requirements.filter(({ key }) => key !== namespaceKey && key !== clusterKey)
}
