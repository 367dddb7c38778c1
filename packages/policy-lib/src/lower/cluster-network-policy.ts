import type { Json } from '@skyctl/core'
import { clusterKey } from '../labels/label.ts'
import {
  type EncodedSelector,
  encodeSelector,
  requirementsOf,
  withLabel,
} from '../labels/selector.ts'
import { get, listAt, textAt } from '../plain-data.ts'
import type { PolicyObject } from '../world/world.ts'
import { lowerCidr } from './cilium-peers.ts'
import type { LowerContext } from './lower-context.ts'
import { namesCluster, ofNamespaces } from './pod-peers.ts'
import {
  type Direction,
  type PeerSelector,
  type PolicyEntry,
  type PortProtocol,
  type PortRule,
  type Protocol,
  type Subject,
  tiers,
  type Verdict,
} from './policy-entry.ts'
import { withPorts } from './ports.ts'

const verdicts: Readonly<Record<string, Verdict>> = { Accept: 'allow', Deny: 'deny', Pass: 'pass' }

const everybody: readonly PeerSelector[] = [{ type: 'labels', requirements: [] }]

/**
 * A ClusterNetworkPolicy as entries: every peer of every rule is one, in a tier before or after all other policies, and rules are asked in
 * their order. Nobody is denied by default for it.
 *
 * Source: pkg/k8s/cluster_network_policy.go, ParseClusterNetworkPolicy.
 */
export function lowerClusterNetworkPolicy(
  policy: PolicyObject,
  context: LowerContext,
): readonly PolicyEntry[] {
  const subject = lowerSubject(get(policy.value, 'spec', 'subject'))
  return (['ingress', 'egress'] as const).flatMap((direction) =>
    (listAt(policy.value, 'spec', direction) ?? []).flatMap((rule, index) =>
      lowerRule(policy, { rule, index, direction, subject }, context),
    ),
  )
}

interface PlacedRule {
  readonly rule: Json
  readonly index: number
  readonly direction: Direction
  readonly subject: Subject
}

function lowerRule(
  policy: PolicyObject,
  { rule, index, direction, subject }: PlacedRule,
  context: LowerContext,
): readonly PolicyEntry[] {
  const isBaseline = textAt(policy.value, 'spec', 'tier') === 'Baseline'
  const base = {
    tier: isBaseline ? tiers.baseline : tiers.admin,
    priority: Number(get(policy.value, 'spec', 'priority')) + index / 100,
    direction,
    verdict: verdicts[textAt(rule, 'action') ?? ''] ?? 'allow',
    subject,
    defaultDeny: false,
    l4: (listAt(rule, 'protocols') ?? []).map(lowerProtocol),
  }
  const pointer = `/spec/${direction}/${index}`
  const member = direction === 'ingress' ? 'from' : 'to'
  const peers = listAt(rule, member) ?? []
  if (peers.length === 0) return [{ ...base, l3: everybody, origin: { policy, pointer } }]
  return peers.flatMap((peer, at): PolicyEntry[] => {
    const origin = { policy, pointer: `${pointer}/${member}/${at}` }
    const names = listAt(peer, 'domainNames')
    if (names !== undefined) {
      const selectors = names.map((name) => ({ type: 'fqdn' as const, selector: nameOf(name) }))
      return [
        { ...base, l3: dnsServers, l4: [dnsPorts(names)], origin },
        { ...base, l3: selectors, origin },
      ]
    }
    const l3 = lowerPeer(peer, context)
    if (l3 !== undefined) return [{ ...base, l3, origin }]
    // A peer of a kind that is not known: nobody is let in for it, and everybody is kept out.
    return base.verdict === 'allow' ? [] : [{ ...base, verdict: 'deny', l3: everybody, origin }]
  })
}

function lowerSubject(subject: Json | undefined): Subject {
  const namespaces = get(subject, 'namespaces')
  const selector =
    namespaces === undefined
      ? encodePods(get(subject, 'pods') ?? {})
      : encodeSelector('k8s', ofNamespaces(namespaces, 'cilium'))
  return { requirements: requirementsOf(selector), isNode: false }
}

function encodePods(pods: Json): EncodedSelector {
  const namespaces = ofNamespaces(get(pods, 'namespaceSelector') ?? {}, 'cilium')
  return encodeSelector('k8s', namespaces, get(pods, 'podSelector'))
}

function lowerPeer(peer: Json, { profile }: LowerContext): readonly PeerSelector[] | undefined {
  const inCluster = (encoded: EncodedSelector, written: Json | undefined) =>
    profile.policyDefaultLocalCluster && !namesCluster(written)
      ? withLabel(encoded, `k8s:${clusterKey}`, profile.clusterName)
      : encoded
  const pods = get(peer, 'pods')
  if (pods !== undefined) {
    const selector = inCluster(encodePods(pods), get(pods, 'podSelector'))
    return [{ type: 'labels', requirements: requirementsOf(selector) }]
  }
  const namespaces = get(peer, 'namespaces')
  if (namespaces !== undefined) {
    // Of every cluster, unlike pods.
    const selector = encodeSelector('k8s', ofNamespaces(namespaces, 'cilium'))
    return [{ type: 'labels', requirements: requirementsOf(selector) }]
  }
  const nodes = get(peer, 'nodes')
  if (nodes !== undefined) {
    const selector = inCluster(encodeSelector('node', nodes), nodes)
    return [{ type: 'nodes', requirements: requirementsOf(selector), isLocalToo: true }]
  }
  return listAt(peer, 'networks')?.flatMap(lowerCidr)
}

function lowerProtocol(value: Json): PortRule {
  const named = textAt(value, 'destinationNamedPort')
  if (named !== undefined && named !== '') return { ports: ofEach(withPorts, named) }
  const protocol = withPorts.find((one) => get(value, one.toLowerCase()) !== undefined)
  if (protocol === undefined) return { ports: [] }
  const port = get(value, protocol.toLowerCase(), 'destinationPort')
  const number = (...path: string[]) => Number(get(port, ...path) ?? 0)
  return get(port, 'range') === undefined
    ? { ports: ofEach([protocol], number('number')) }
    : { ports: ofEach([protocol], number('range', 'start'), number('range', 'end')) }
}

function ofEach(
  protocols: readonly Protocol[],
  port: number | string,
  endPort = 0,
): readonly PortProtocol[] {
  return protocols.map((protocol) => ({ protocol, port, endPort }))
}

/** Who is asked about names: pods that are labelled as kube-dns, of every namespace. */
const dnsServers: readonly PeerSelector[] = [
  {
    type: 'labels',
    requirements: requirementsOf(encodeSelector('any', { matchLabels: { 'k8s-app': 'kube-dns' } })),
  },
]

function dnsPorts(names: readonly Json[]): PortRule {
  return {
    ports: [...ofEach(withPorts, 'dns'), ...ofEach(withPorts, 'dns-tcp')],
    l7: { type: 'dns', rules: names.map(nameOf) },
  }
}

/** A star stands for one label or more, as `**` does for Cilium. */
function nameOf(value: Json) {
  const name = String(value)
  return name.startsWith('*') ? { matchPattern: name.replace(/^\*+/, '**') } : { matchName: name }
}
