import type { Json } from '@skyctl/core'
import { parsePrefix } from '../identities/prefix.ts'
import { clusterKey, namespaceKey } from '../labels/label.ts'
import { encodeSelector, requirementsOf } from '../labels/selector.ts'
import { get, listAt, textAt } from '../plain-data.ts'
import type { PolicyObject } from '../world/world.ts'
import type { LowerContext } from './lower-context.ts'
import { namesCluster, ofNamespaces, withMatchLabel } from './pod-peers.ts'
import {
  type Direction,
  type PeerSelector,
  type PolicyEntry,
  type PortProtocol,
  type PortRule,
  protocols,
  type Subject,
  tiers,
} from './policy-entry.ts'
import { parsePortText } from './port-text.ts'

/**
 * A NetworkPolicy as entries: every peer of every rule is one.
 *
 * Source: pkg/k8s/network_policy.go, ParseNetworkPolicy. In the dialect of Kubernetes a direction that `policyTypes` leaves out has no
 * rules, and nobody has heard of clusters.
 */
export function lowerNetworkPolicy(
  policy: PolicyObject,
  context: LowerContext,
): readonly PolicyEntry[] {
  const subject: Subject = {
    requirements: requirementsOf(
      encodeSelector(
        'k8s',
        inNamespace(get(policy.value, 'spec', 'podSelector'), policy.namespace),
      ),
    ),
    isNode: false,
  }
  return (['ingress', 'egress'] as const).flatMap((direction) =>
    lowerDirection(policy, direction, subject, context),
  )
}

function lowerDirection(
  policy: PolicyObject,
  direction: Direction,
  subject: Subject,
  context: LowerContext,
): readonly PolicyEntry[] {
  const isTyped = hasType(policy, direction)
  if (context.dialect === 'kubernetes' && !isTyped) return []
  const base = {
    tier: tiers.normal,
    priority: 0,
    direction,
    verdict: 'allow' as const,
    subject,
    defaultDeny: true,
  }
  const rules = listAt(policy.value, 'spec', direction) ?? []
  const entries = rules.flatMap((rule, index) => {
    const pointer = `/spec/${direction}/${index}`
    const member = direction === 'ingress' ? 'from' : 'to'
    const peers = listAt(rule, member) ?? []
    const l4 = (listAt(rule, 'ports') ?? []).map(lowerPort)
    const everybody = {
      l3: [{ type: 'labels', requirements: [] }] satisfies PeerSelector[],
      pointer,
    }
    const lowered =
      peers.length === 0
        ? [everybody]
        : peers.map((peer, at) => ({
            l3: lowerPeer(peer, policy.namespace, context),
            pointer: `${pointer}/${member}/${at}`,
          }))
    return lowered.map(
      ({ l3, pointer: place }): PolicyEntry => ({
        ...base,
        l3,
        l4,
        origin: { policy, pointer: place },
      }),
    )
  })
  if (entries.length > 0 || !isTyped) return entries
  return [{ ...base, l3: null, l4: [], origin: { policy, pointer: `/spec/${direction}` } }]
}

/** What the API server makes of a missing list: Ingress, and Egress where there is a rule of it. */
function hasType({ value }: PolicyObject, direction: Direction): boolean {
  const types = listAt(value, 'spec', 'policyTypes') ?? []
  if (types.length === 0) {
    return direction === 'ingress' || (listAt(value, 'spec', 'egress') ?? []).length > 0
  }
  return direction === 'ingress'
    ? types.includes('Ingress') || !types.includes('Egress')
    : types.includes('Egress')
}

function lowerPeer(
  peer: Json,
  namespace: string,
  { profile, dialect }: LowerContext,
): readonly PeerSelector[] {
  const block = get(peer, 'ipBlock')
  if (block !== undefined) return lowerBlock(block)
  const pods = get(peer, 'podSelector')
  const namespaces = get(peer, 'namespaceSelector')
  const isLocal = dialect === 'cilium' && profile.policyDefaultLocalCluster && !namesCluster(pods)
  const scoped = isLocal ? withMatchLabel(pods, clusterKey, profile.clusterName) : (pods ?? {})
  const selector =
    namespaces === undefined
      ? encodeSelector('k8s', inNamespace(scoped, namespace))
      : encodeSelector('k8s', ofNamespaces(namespaces, dialect), scoped)
  return [{ type: 'labels', requirements: requirementsOf(selector) }]
}

function lowerBlock(block: Json): readonly PeerSelector[] {
  const prefix = parsePrefix(textAt(block, 'cidr') ?? '')
  if (prefix === undefined) return []
  const except = (listAt(block, 'except') ?? []).flatMap((text) => parsePrefix(String(text)) ?? [])
  return [{ type: 'cidr', prefix, except }]
}

/** Source: pkg/k8s/network_policy.go, parsePodSelector. */
function inNamespace(selector: Json | undefined, namespace: string): Json {
  return withMatchLabel(selector, namespaceKey, namespace)
}

/** Source: pkg/k8s/network_policy.go, parsePorts: no protocol is TCP, no port is every port of it. */
function lowerPort(value: Json): PortRule {
  const port = get(value, 'port')
  const end = get(value, 'endPort')
  const parsed = parsePortText(port === undefined ? '0' : String(port))
  const protocol = protocols.find((one) => one === (textAt(value, 'protocol') ?? 'TCP'))
  if (parsed === undefined || protocol === undefined) return { ports: [] }
  const lowered: PortProtocol = {
    protocol,
    port: 'name' in parsed ? parsed.name : parsed.number,
    endPort: typeof end === 'number' ? end : 0,
  }
  return { ports: [lowered] }
}
