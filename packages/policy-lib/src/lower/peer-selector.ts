import type { Json } from '@skyctl/core'
import { clusterKey, namespaceKey, namespaceLabelsKey } from '../labels/label.ts'
import {
  type EncodedSelector,
  encodeSelector,
  hasKey,
  hasKeyPrefix,
  withExpression,
  withLabel,
} from '../labels/selector.ts'
import type { Profile } from '../profile/profile.ts'

export interface PeerScope {
  readonly profile: Profile
  /** Of the policy; empty for a clusterwide one. */
  readonly namespace: string
  /** The policy is for endpoints that are starting, which have no namespace yet. */
  readonly selectsInit: boolean
}

/**
 * A selector of `fromEndpoints` or `toEndpoints` with what Cilium adds: the policy's namespace, or that there is one, and the local
 * cluster. One that speaks of reserved labels stays as it is.
 *
 * Source: pkg/k8s/apis/cilium.io/utils/utils.go, getEndpointSelector.
 */
export function scopePeer(written: EncodedSelector, scope: PeerScope): EncodedSelector {
  if (hasKeyPrefix(written, 'reserved:')) return written
  return addCluster(addNamespace(written, scope), scope.profile)
}

function addNamespace(
  selector: EncodedSelector,
  { namespace, selectsInit }: PeerScope,
): EncodedSelector {
  if (hasKey(selector, `k8s:${namespaceKey}`) || hasKey(selector, `any:${namespaceKey}`)) {
    return selector
  }
  if (namespace === '') {
    return selectsInit
      ? selector
      : withExpression(selector, { key: `k8s:${namespaceKey}`, operator: 'Exists', values: [] })
  }
  const namesLabels = ['k8s', 'any'].some((source) =>
    hasKeyPrefix(selector, `${source}:${namespaceLabelsKey}`),
  )
  return namesLabels ? selector : withLabel(selector, `k8s:${namespaceKey}`, namespace)
}

/** Source: pkg/k8s/apis/cilium.io/utils/utils.go, addClusterFilterByDefault. */
export function addCluster(selector: EncodedSelector, profile: Profile): EncodedSelector {
  if (!profile.policyDefaultLocalCluster) return selector
  return hasKey(selector, `k8s:${clusterKey}`) || hasKey(selector, `any:${clusterKey}`)
    ? selector
    : withLabel(selector, `k8s:${clusterKey}`, profile.clusterName)
}

/** Source: pkg/k8s/apis/cilium.io/utils/utils.go, parseToCiliumIngressCommonRule: `reserved:remote-node` and the cluster are added. */
export function scopeNodes(written: Json, profile: Profile): EncodedSelector {
  return addCluster(
    withExpression(encodeSelector('any', written), {
      key: 'reserved:remote-node',
      operator: 'Exists',
      values: [],
    }),
    profile,
  )
}
