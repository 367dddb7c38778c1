import { nodeGroups } from '../node-groups.ts'
import { items, text } from '../plain-data.ts'
import { policyName } from '../policy-name.ts'
import type { ClusterRule } from '../rule.ts'
import { nodesRunVpcCni } from '../vpc-cni.ts'

/** What lets a kubelet join its cluster. */
const workerPolicy = 'AmazonEKSWorkerNodePolicy'

/**
 * Stricter than eksctl: every node group lists the policies of its role, one of them the worker's. Without a list eksctl
 * attaches its own, and with it AmazonEKS_CNI_Policy where no `aws-node` ServiceAccount has a role (actions/nodegroup/
 * create.go): with Cilium that is every node. With a list it adds none, so one without the worker's policy makes nodes
 * that never join.
 */
export const requireNodePolicies: ClusterRule = {
  id: 'require-node-policies',
  check: ({ config }) =>
    nodesRunVpcCni(config)
      ? []
      : nodeGroups(config).flatMap(({ group, pointer, label }) => {
          const existingRole = ['instanceRoleARN', 'instanceProfileARN'].some(
            (field) => text(group, 'iam', field) !== undefined,
          )
          if (existingRole) return []
          const policies = items(group, 'iam', 'attachPolicyARNs').map(policyName)
          if (policies.includes(workerPolicy)) return []
          return [
            policies.length === 0
              ? {
                  pointer,
                  message: `node group ${label} lists no policies, so eksctl lets each of its nodes change network interfaces (AmazonEKS_CNI_Policy)`,
                  hint: 'set iam.attachPolicyARNs to AmazonEKSWorkerNodePolicy, AmazonEC2ContainerRegistryPullOnly and AmazonSSMManagedInstanceCore',
                }
              : {
                  pointer: `${pointer}/iam/attachPolicyARNs`,
                  message: `node group ${label} lists policies without the worker's, and eksctl adds none: its nodes could not join`,
                  hint: 'add AmazonEKSWorkerNodePolicy',
                },
          ]
        }),
}
