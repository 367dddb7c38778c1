/** A label of an identity: where it comes from, its key and its value. */
export interface Label {
  /** `k8s`, `reserved`, `cidr`, `cidrgroup`, `fqdn`, `node` or `gen`. */
  readonly source: string
  readonly key: string
  readonly value: string
}

/** Keys that Cilium gives a meaning. Source: pkg/k8s/apis/cilium.io/const.go. */
export const namespaceKey = 'io.kubernetes.pod.namespace'
export const namespaceLabelsKey = 'io.cilium.k8s.namespace.labels'
export const serviceAccountKey = 'io.cilium.k8s.policy.serviceaccount'
export const clusterKey = 'io.cilium.k8s.policy.cluster'
export const cidrGroupNameKey = 'io.cilium.policy.cidrgroupname'

/** The label that Kubernetes puts on every namespace. */
export const namespaceNameLabel = 'kubernetes.io/metadata.name'

export interface LabelKey {
  readonly source: string
  readonly key: string
}

/**
 * A key of a selector: `source:key`, where no source is `any`; `$host` is short for `reserved:host`.
 * Source: pkg/labels/labels.go, ParseSelectLabel.
 */
export function parseSelectorKey(text: string): LabelKey {
  const { source, key } = splitSource(text)
  return { source: source === '' ? 'any' : source, key }
}

/** A key with its source in front; one that has a source keeps it. Source: pkg/labels/labels.go, NewSourceEncodedLabelKey. */
export function encodeKey(prefix: 'any' | 'k8s' | 'cidrgroup' | 'node', text: string): string {
  const { source, key } = splitSource(text)
  return `${source === '' ? prefix : source}:${key}`
}

function splitSource(text: string): LabelKey {
  if (text.startsWith('$')) return { source: 'reserved', key: text.slice(1) }
  const colon = text.indexOf(':')
  return colon < 0
    ? { source: '', key: text }
    : { source: text.slice(0, colon), key: text.slice(colon + 1) }
}
