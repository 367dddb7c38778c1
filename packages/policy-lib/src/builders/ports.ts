import type { AtMostOne, Some } from './combine.ts'
import type { FqdnSelector } from './selectors.ts'

export type Transport = 'TCP' | 'UDP' | 'SCTP'

/**
 * Protocols without ports: VRRP and IGMP since 1.19, the others since 1.20, which the types of 1.19 do not list. With port 0 they need
 * no flag of the agent.
 */
export type PortlessProtocol = 'VRRP' | 'IGMP' | 'GRE' | 'IPIP' | 'IPV6' | 'ESP' | 'AH'

/** A port by number or name. `ANY` is TCP, UDP and SCTP, and no ICMP; 0 is every port of the protocol. */
export interface Port<Protocol extends Transport | 'ANY' = Transport | 'ANY'> {
  readonly port: number | string
  readonly protocol: Protocol
}

/** Ports from a number to another, both included. */
export interface PortRange {
  readonly port: number
  readonly endPort: number
  readonly protocol: Transport | 'ANY'
}

export interface PortlessRule {
  readonly port: 0
  readonly protocol: PortlessProtocol
}

export type AnyPort = Port | PortRange | PortlessRule

/** One HTTP request that is allowed: every member that is given must match in full, as an RE2 expression. `{}` is any request. */
export interface HttpRule {
  readonly method?: string
  /** Of path and query. */
  readonly path?: string
  readonly host?: string
  /** `Name: value`, or `Name` where any value will do. */
  readonly headers?: readonly string[]
}

interface OpenPorts {
  readonly ports: Some<AnyPort>
  /** Names in the TLS handshake; what is no TLS is refused then. */
  readonly serverNames?: Some<string>
  readonly rules?: never
}

/** HTTP goes over TCP, said so, and over numbered or named ports: Cilium refuses anything else (rule_validation.go). */
interface HttpPorts {
  readonly ports: Some<Port<'TCP'>>
  readonly rules: { readonly http: Some<HttpRule>; readonly dns?: never }
  readonly serverNames?: never
}

/** DNS is looked into on the way out only, and on no range of ports. */
interface DnsPorts {
  readonly ports: Some<Port>
  readonly rules: { readonly dns: Some<FqdnSelector>; readonly http?: never }
  readonly serverNames?: never
}

export type IngressPorts = OpenPorts | HttpPorts
export type EgressPorts = OpenPorts | HttpPorts | DnsPorts

/** What is denied is denied before anything looks into it. */
export interface DeniedPorts {
  readonly ports: Some<AnyPort>
}

/** Of a node: nothing looks into its traffic but the DNS proxy on the way out. */
export type NodeIngressPorts = Omit<OpenPorts, 'serverNames'>
export type NodeEgressPorts = Omit<OpenPorts, 'serverNames'> | DnsPorts

export interface IcmpRule {
  readonly fields: Some<{
    readonly family?: 'IPv4' | 'IPv6'
    /** Number, or its name in CamelCase. 0 (`EchoReply`) is every type of its family (cilium/cilium#41304). */
    readonly type: number | string
  }>
}

/** Ports or types of ICMP: Cilium refuses both in one rule. */
export type OnPorts<Ports> = AtMostOne<{
  readonly toPorts: readonly Ports[]
  readonly icmps: readonly IcmpRule[]
}>
