/** eksctl ClusterConfig: built from plain data, judged as eksctl judges it, and IAM for service accounts. */
export { accessPolicyArn, keyAliasArn, managedPolicyArn, partitionOf, roleArn } from './arn.ts'
export { bootstrapClusterConfig } from './config/bootstrap-cluster-config.ts'
export type {
  ClusterConfig,
  ManagedNodeGroup,
  ServiceAccountRole,
} from './config/cluster-config.ts'
export {
  type ClusterAccess,
  type ClusterSpec,
  createClusterConfig,
  type NodeGroupSpec,
  type ServiceAccountPermissions,
} from './config/create-cluster-config.ts'
export { type ActionFault, findActionFaults } from './iam/find-action-faults.ts'
export {
  maxInlinePolicySize,
  type PolicyDocument,
  type PolicyStatement,
  policyDocument,
  policySize,
} from './iam/policy-document.ts'
export type { Phase } from './validate/rule.ts'
export {
  type ValidateClusterConfigOptions,
  validateClusterConfig,
} from './validate/validate-cluster-config.ts'
