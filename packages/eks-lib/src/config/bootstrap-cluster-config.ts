import type { ClusterConfig } from './cluster-config.ts'

/**
 * The cluster before anything runs in it: what `eksctl create cluster` may see where Cilium takes the place of the VPC
 * CNI. No node group, and no role of a ServiceAccount: eksctl refuses these without a CNI, and a node without one never
 * becomes ready.
 */
export function bootstrapClusterConfig(full: ClusterConfig): ClusterConfig {
  const { managedNodeGroups: _, iam, ...rest } = full
  return { ...rest, iam: { withOIDC: iam.withOIDC } }
}
