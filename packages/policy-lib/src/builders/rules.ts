import type { AtLeastOne, AtMostOne, Some } from './combine.ts'
import type {
  DeniedPorts,
  EgressPorts,
  IngressPorts,
  NodeEgressPorts,
  NodeIngressPorts,
  OnPorts,
} from './ports.ts'
import type {
  AwsGroups,
  CidrRule,
  Entity,
  FqdnSelector,
  LabelSelector,
  ServiceSelector,
} from './selectors.ts'

/**
 * Who may come in: one kind of peer, or none. Without one a rule is about everybody where it names ports, and about nobody
 * where it does not. An empty list is nobody, whatever the ports; an empty `fromGroups` would be everybody, and is no list here.
 *
 * Source: pkg/policy/api/rule_validation.go (two kinds are refused), pkg/policy/utils (mergeEndpointSelectors).
 */
type IngressPeers = AtMostOne<{
  readonly fromEndpoints: readonly LabelSelector[]
  readonly fromEntities: readonly Entity[]
  readonly fromCIDR: readonly string[]
  readonly fromCIDRSet: readonly CidrRule[]
  readonly fromNodes: readonly LabelSelector[]
  readonly fromGroups: Some<AwsGroups>
}>

interface DeniablePeers {
  readonly toEndpoints: readonly LabelSelector[]
  readonly toEntities: readonly Entity[]
  readonly toCIDR: readonly string[]
  readonly toCIDRSet: readonly CidrRule[]
  readonly toNodes: readonly LabelSelector[]
  readonly toGroups: Some<AwsGroups>
}

/** Services and names are resolved for what is allowed only: in a deny rule Cilium passes over the one and does not know the other. */
type EgressPeers = AtMostOne<
  DeniablePeers & {
    readonly toServices: Some<ServiceSelector>
    readonly toFQDNs: Some<FqdnSelector>
  }
>

export type IngressRule = IngressPeers & OnPorts<IngressPorts>
export type IngressDenyRule = IngressPeers & OnPorts<DeniedPorts>
export type EgressRule = EgressPeers & OnPorts<EgressPorts>
export type EgressDenyRule = AtMostOne<DeniablePeers> & OnPorts<DeniedPorts>

interface Common {
  readonly description?: string
  /** Whether what no rule allows is denied; default: for each direction that has a rule. */
  readonly enableDefaultDeny?: { readonly ingress?: boolean; readonly egress?: boolean }
}

/** Rules of a direction; a policy without any rule is refused since 1.18. */
type Directions<Ingress, Egress> = AtLeastOne<{
  readonly ingress: Some<Ingress>
  readonly ingressDeny: Some<IngressDenyRule>
  readonly egress: Some<Egress>
  readonly egressDeny: Some<EgressDenyRule>
}>

/** Rules for pods. */
export type PodRules = Common & {
  readonly endpointSelector: LabelSelector
  readonly nodeSelector?: never
} & Directions<IngressRule, EgressRule>

/** Rules for nodes; they hold where the host firewall is on. */
export type NodeRules = Common & {
  readonly nodeSelector: LabelSelector
  readonly endpointSelector?: never
} & Directions<IngressPeers & OnPorts<NodeIngressPorts>, EgressPeers & OnPorts<NodeEgressPorts>>
