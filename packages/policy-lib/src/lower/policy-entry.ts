import type { NameSelector } from '../fqdn/match-pattern.ts'
import type { Prefix } from '../identities/prefix.ts'
import type { Requirement } from '../labels/selector.ts'
import type { PolicyObject } from '../world/world.ts'

export type Direction = 'ingress' | 'egress'
export type Verdict = 'allow' | 'deny' | 'pass'

/** A lower tier is asked first. Source: pkg/policy/types/policyentry.go. */
export const tiers = { admin: 100, normal: 200, baseline: 250, default: 255 } as const

/**
 * One rule, whatever object it comes from: the one form that the engine evaluates.
 *
 * Source: pkg/policy/types/policyentry.go, PolicyEntry.
 */
export interface PolicyEntry {
  readonly tier: number
  /** Lower is asked first. */
  readonly priority: number
  readonly direction: Direction
  readonly verdict: Verdict
  readonly subject: Subject
  /** Whether its subjects are denied what no entry allows. */
  readonly defaultDeny: boolean
  /** Null selects nobody. An empty list selects everybody where {@link l4} is not empty, and nobody where it is. */
  readonly l3: readonly PeerSelector[] | null
  /** Empty: every protocol. */
  readonly l4: readonly PortRule[]
  readonly authentication?: Authentication
  /** Why what the entry selects cannot be said: nothing of its subjects in this direction is then decided. */
  readonly undecided?: string
  readonly origin: Origin
}

export type Authentication = 'disabled' | 'required' | 'test-always-fail'

export interface Subject {
  readonly requirements: readonly Requirement[]
  /** Selects nodes, not pods. */
  readonly isNode: boolean
}

/** Where an entry comes from. */
export interface Origin {
  readonly policy: PolicyObject
  /** JSON pointer inside the object: `/spec/egress/0`. */
  readonly pointer: string
}

/** Peers of one kind. Source: pkg/policy/types/selector.go. */
export type PeerSelector =
  | { readonly type: 'labels'; readonly requirements: readonly Requirement[] }
  /** Nodes by labels of Node objects, which no manifest states; the local one too where it says so. */
  | {
      readonly type: 'nodes'
      readonly requirements: readonly Requirement[]
      readonly isLocalToo?: boolean
    }
  | { readonly type: 'cidr'; readonly prefix: Prefix; readonly except: readonly Prefix[] }
  | { readonly type: 'cidr-group'; readonly name: string; readonly except: readonly Prefix[] }
  | {
      readonly type: 'cidr-groups'
      readonly requirements: readonly Requirement[]
      readonly except: readonly Prefix[]
    }
  | { readonly type: 'fqdn'; readonly selector: NameSelector }
  /** Groups of a cloud, resolved at run time. */
  | { readonly type: 'external'; readonly text: string }
  /** Somebody or everybody: what it names is not in the world. */
  | { readonly type: 'unresolved'; readonly reason: string }

/** Ports that share their rules of layer 7. Source: pkg/policy/api/l4.go, PortRule. */
export interface PortRule {
  readonly ports: readonly PortProtocol[]
  readonly l7?: L7Rules
  readonly serverNames?: readonly string[]
  /** Equal text: the same TLS context. */
  readonly terminatingTls?: string
  readonly originatingTls?: string
  readonly listener?: Listener
}

export interface Listener {
  readonly name: string
  readonly envoyConfig: string
  readonly envoyConfigKind: string
  readonly priority: number
}

export const protocols = [
  'TCP',
  'UDP',
  'SCTP',
  'ICMP',
  'ICMPv6',
  'VRRP',
  'IGMP',
  'GRE',
  'IPIP',
  'IPV6',
  'ESP',
  'AH',
] as const
export type Protocol = (typeof protocols)[number]

export interface PortProtocol {
  readonly protocol: Protocol
  /** A number, where 0 is every port, or the name of a port. Types of ICMP count as ports. */
  readonly port: number | string
  /** Ends a range where it is greater than the port; 0 where there is none. */
  readonly endPort: number
}

export type L7Rules =
  | { readonly type: 'http'; readonly rules: readonly HttpRule[] }
  | { readonly type: 'dns'; readonly rules: readonly NameSelector[] }
  /** Kafka and proxylib's parsers, gone in 1.20. */
  | { readonly type: 'other'; readonly parser: string }

/** Source: pkg/policy/api/http.go, PortRuleHTTP. */
export interface HttpRule {
  readonly path?: string
  readonly method?: string
  readonly host?: string
  readonly headers?: readonly string[]
  readonly headerMatches?: readonly HeaderMatch[]
}

export interface HeaderMatch {
  readonly name: string
  readonly value?: string
  readonly mismatch?: string
}
