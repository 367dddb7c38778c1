import type { IEntity } from '@kubernetes-models/cilium/policy/api/Entity'
import type { ExactlyOne, Some } from './combine.ts'

/**
 * What pods, nodes or groups a rule means, by labels; `{}` means all that the place allows.
 *
 * Source: pkg/policy/api/selector.go; In and NotIn want values, the others must have none (labels/validation.go).
 */
export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>
  readonly matchExpressions?: readonly LabelRequirement[]
}

export type LabelRequirement =
  | { readonly key: string; readonly operator: 'In' | 'NotIn'; readonly values: Some<string> }
  | { readonly key: string; readonly operator: 'Exists' | 'DoesNotExist'; readonly values?: never }

/** What is no pod of a namespace. `cluster-mesh` since 1.20, which the types of 1.19 below do not know. */
export type Entity = IEntity | 'cluster-mesh'

/** A block of addresses, or a CiliumCIDRGroup by name or by labels. `except` is of a block: in a group Cilium does not check it. */
export type CidrRule =
  | (ExactlyOne<{
      readonly cidrGroupRef: string
      readonly cidrGroupSelector: LabelSelector
    }> & { readonly cidr?: never; readonly except?: never })
  | {
      readonly cidr: string
      readonly except?: readonly string[]
      readonly cidrGroupRef?: never
      readonly cidrGroupSelector?: never
    }

/** A name as it is, or a pattern: `*` within a label, `**.` in front for any number of labels (1.19). */
export type FqdnSelector = ExactlyOne<{
  readonly matchName: string
  readonly matchPattern: string
}>

/**
 * Services whose backends are meant. The namespace is never left out: without one Cilium takes any.
 *
 * Source: pkg/policy/k8s/service.go.
 */
export type ServiceSelector = ExactlyOne<{
  readonly k8sService: { readonly serviceName: string; readonly namespace: string }
  readonly k8sServiceSelector: { readonly selector: LabelSelector; readonly namespace: string }
}>

/** Security groups of AWS, resolved by Cilium's operator. */
export interface AwsGroups {
  readonly aws: {
    readonly labels?: Readonly<Record<string, string>>
    readonly region?: string
    readonly securityGroupsIds?: readonly string[]
    readonly securityGroupsNames?: readonly string[]
  }
}

/** Label by which Cilium knows the namespace of a pod. */
export const namespaceLabel = 'k8s:io.kubernetes.pod.namespace'

/** Pods with these labels in another namespace than the policy's. */
export function podsIn(
  namespace: string,
  labels: Readonly<Record<string, string>> = {},
): LabelSelector {
  return { matchLabels: { [namespaceLabel]: namespace, ...labels } }
}
