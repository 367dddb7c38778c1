import type { ICiliumCIDRGroup } from '@kubernetes-models/cilium/cilium.io/v2/CiliumCIDRGroup'
import type { ICiliumClusterwideNetworkPolicy } from '@kubernetes-models/cilium/cilium.io/v2/CiliumClusterwideNetworkPolicy'
import type { ICiliumNetworkPolicy } from '@kubernetes-models/cilium/cilium.io/v2/CiliumNetworkPolicy'
import type { Some } from './combine.ts'
import type { NodeRules, PodRules } from './rules.ts'

interface Metadata {
  readonly name: string
  readonly labels?: Readonly<Record<string, string>>
  readonly annotations?: Readonly<Record<string, string>>
}

/** One set of rules, or several that are added up. */
type Specs<Rules> =
  | { readonly spec: Rules; readonly specs?: never }
  | { readonly specs: Some<Rules>; readonly spec?: never }

export type NetworkPolicyInput = Metadata & { readonly namespace: string } & Specs<PodRules>
export type ClusterwideNetworkPolicyInput = Metadata & Specs<PodRules | NodeRules>

/**
 * A CiliumNetworkPolicy. What Cilium would refuse does not type-check; what is absent stays absent, and an empty list an empty
 * list, since they mean different things.
 */
export function ciliumNetworkPolicy(input: NetworkPolicyInput): ICiliumNetworkPolicy {
  return {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: { ...metadataOf(input), namespace: input.namespace },
    ...specsOf(input),
  }
}

/** A CiliumClusterwideNetworkPolicy. Its `endpointSelector` is of every namespace, and of what is in none: health and ingress. */
export function ciliumClusterwideNetworkPolicy(
  input: ClusterwideNetworkPolicyInput,
): ICiliumClusterwideNetworkPolicy {
  return {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumClusterwideNetworkPolicy',
    metadata: metadataOf(input),
    ...specsOf(input),
  }
}

/** Blocks of addresses under a name, for `cidrGroupRef`. */
export function ciliumCidrGroup(
  input: Metadata & { readonly externalCIDRs: readonly string[] },
): ICiliumCIDRGroup {
  return {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumCIDRGroup',
    metadata: metadataOf(input),
    spec: { externalCIDRs: [...input.externalCIDRs] },
  }
}

function metadataOf({ name, labels, annotations }: Metadata) {
  return {
    name,
    ...(labels !== undefined && { labels: { ...labels } }),
    ...(annotations !== undefined && { annotations: { ...annotations } }),
  }
}

type Written = Pick<ICiliumNetworkPolicy, 'spec' | 'specs'>

function specsOf({ spec, specs }: Specs<PodRules | NodeRules>): Written {
  return {
    ...(spec !== undefined && { spec: written(spec) as NonNullable<Written['spec']> }),
    ...(specs !== undefined && { specs: written(specs) as NonNullable<Written['specs']> }),
  }
}

/** A copy in which ports are texts, as the manifest has them. */
function written(value: unknown, key?: string): unknown {
  if (key === 'port' && typeof value === 'number') return String(value)
  if (Array.isArray(value)) return value.map((item) => written(item))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([name, member]) => [name, written(member, name)]),
  )
}
