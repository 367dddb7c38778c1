import { nodeGroups } from '../node-groups.ts'
import { items, pointer as toPointer } from '../plain-data.ts'
import { policyName } from '../policy-name.ts'
import type { ClusterRule } from '../rule.ts'
import { nodesRunVpcCni } from '../vpc-cni.ts'

/**
 * Stricter than eksctl: no node may change network interfaces. With Cilium its operator does that, under a role of its
 * own; a policy on the node's role is open to whoever breaks into one node.
 */
export const forbidCniPolicyOnNodes: ClusterRule = {
  id: 'forbid-cni-policy-on-nodes',
  check: ({ config }) =>
    nodesRunVpcCni(config)
      ? []
      : nodeGroups(config).flatMap(({ group, pointer, label }) =>
          items(group, 'iam', 'attachPolicyARNs').flatMap((arn, index) =>
            /^AmazonEKS_CNI_(IPv6_)?Policy$/.test(policyName(arn))
              ? [
                  {
                    pointer: pointer + toPointer('iam', 'attachPolicyARNs', index),
                    message: `every node of ${label} could change the network interfaces of the others`,
                    hint: "remove it: the CNI's operator has a role of its own",
                  },
                ]
              : [],
          ),
        ),
}
