import type { Json, JsonObject, Problem } from '@skyctl/core'
import type { Prefix } from '../identities/prefix.ts'
import type { Source } from './source.ts'

export interface Namespace {
  readonly name: string
  /** With the label that Kubernetes adds. */
  readonly labels: Readonly<Record<string, string>>
  /** False for a namespace that objects only name: its labels are not known. */
  readonly isDeclared: boolean
}

export interface NamedPort {
  readonly name: string
  readonly port: number
  readonly protocol: 'TCP' | 'UDP' | 'SCTP'
}

/** Pods that one object makes: all of one identity. */
export interface Workload {
  readonly kind: string
  readonly namespace: string
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly serviceAccount: string
  /** Named ports of containers; init containers count for nothing here. */
  readonly ports: readonly NamedPort[]
  /** Every port that its containers state, named or not. */
  readonly containerPorts: readonly number[]
  readonly hostNetwork: boolean
  /** Addresses that a Pod's status states. */
  readonly addresses: readonly string[]
  readonly source: Source
}

export interface Service {
  readonly namespace: string
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly selector: Readonly<Record<string, string>>
  readonly ports: readonly ServicePort[]
  /** Addresses of its EndpointSlices. */
  readonly addresses: readonly string[]
}

export interface ServicePort {
  readonly port: number
  /** A number or the name of a container's port. */
  readonly targetPort: number | string
}

export interface CidrGroup {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly prefixes: readonly Prefix[]
}

export const policyKinds = [
  'CiliumNetworkPolicy',
  'CiliumClusterwideNetworkPolicy',
  'NetworkPolicy',
  'ClusterNetworkPolicy',
] as const
export type PolicyKind = (typeof policyKinds)[number]

/** Whether it is one of Cilium's own kinds, whose rules have endpointSelector, toPorts and the like. */
export function isOfCilium({ kind }: Pick<PolicyObject, 'kind'>): boolean {
  return kind === 'CiliumNetworkPolicy' || kind === 'CiliumClusterwideNetworkPolicy'
}

export interface PolicyObject {
  readonly kind: PolicyKind
  /** Identity text: `cilium.io/CiliumNetworkPolicy shop/web`. */
  readonly id: string
  /** Empty for a clusterwide policy. */
  readonly namespace: string
  readonly name: string
  /** As the API server keeps it: members that are null are gone. */
  readonly value: JsonObject
  /** As it was read. */
  readonly raw: Json
  readonly source: Source
}

/** Everything of the manifests that has a part in a verdict, in an order that does not depend on theirs. */
export interface World {
  readonly namespaces: ReadonlyMap<string, Namespace>
  readonly workloads: readonly Workload[]
  readonly services: readonly Service[]
  readonly cidrGroups: ReadonlyMap<string, CidrGroup>
  readonly policies: readonly PolicyObject[]
  /** What could not be taken in as it stands. */
  readonly problems: readonly Problem[]
}
