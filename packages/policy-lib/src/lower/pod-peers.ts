import type { Json } from '@skyctl/core'
import { clusterKey, namespaceKey, namespaceLabelsKey } from '../labels/label.ts'
import { get, isRecord, listAt, textAt, textsAt } from '../plain-data.ts'
import type { Dialect } from './lower-context.ts'

/** Pods in Kubernetes' words, as NetworkPolicy and ClusterNetworkPolicy select them. */

/** Source: pkg/k8s/network_policy.go, isPodSelectorSelectingCluster. */
export function namesCluster(selector: Json | undefined): boolean {
  return (
    (textAt(selector, 'matchLabels', clusterKey) ?? '') !== '' ||
    (listAt(selector, 'matchExpressions') ?? []).some(
      (expression) => get(expression, 'key') === clusterKey,
    )
  )
}

/**
 * Labels of the namespace; `{}` is any pod that has one. To Kubernetes every selector is for pods alone; to Cilium one that only excludes
 * is for everybody else.
 *
 * Source: pkg/k8s/network_policy.go, processNamespaceSelector.
 */
export function ofNamespaces(selector: Json, dialect: Dialect): Json {
  const prefixed = (key: string) => `${namespaceLabelsKey}.${key}`
  const matchLabels = Object.fromEntries(
    Object.entries(textsAt(selector, 'matchLabels')).map(([key, value]) => [prefixed(key), value]),
  )
  const matchExpressions = (listAt(selector, 'matchExpressions') ?? []).map((expression) =>
    isRecord(expression)
      ? { ...expression, key: prefixed(textAt(expression, 'key') ?? '') }
      : expression,
  )
  const isEmpty = Object.keys(matchLabels).length + matchExpressions.length === 0
  const anyPod = isEmpty || dialect === 'kubernetes'
  return {
    matchLabels,
    matchExpressions: [
      ...matchExpressions,
      ...(anyPod ? [{ key: namespaceKey, operator: 'Exists' }] : []),
    ],
  }
}

export function withMatchLabel(selector: Json | undefined, key: string, value: string): Json {
  return {
    ...(isRecord(selector) ? selector : {}),
    matchLabels: { ...textsAt(selector, 'matchLabels'), [key]: value },
  }
}
