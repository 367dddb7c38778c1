import { substitute } from '@skyctl/model'
import { sh } from '../shell.ts'
import type { Step, StepInputs } from './step.ts'

/** Node groups and what needs nodes: the network's pods, and CoreDNS. */
export function nodes({ environment, paths, units }: StepInputs): Step[] {
  const { region, cluster, nodeGroups } = environment
  const context = cluster.name
  const groups = Object.keys(nodeGroups).sort()
  const network = units.filter(({ bootstrap }) => bootstrap?.phase === 'network')
  const count = Object.values(nodeGroups).reduce(
    (sum, { min, desired }) => sum + (desired ?? min),
    0,
  )
  return [
    {
      id: 'create-node-groups',
      title: 'Create the node groups',
      text: `${groups.join(', ')}: ${count} nodes to begin with, in private subnets, on encrypted disks. Each starts with the taint \`node.cilium.io/agent-not-ready\`, which Cilium takes off as soon as it can give pods addresses.`,
      commands: [
        {
          run: sh`eksctl create nodegroup --config-file ${paths.cluster}`,
          prints: `created ${groups.length} managed nodegroup(s) in cluster "${context}"`,
        },
      ],
      done: groups.map((group) => ({
        run: sh`aws eks describe-nodegroup --region ${region} --cluster-name ${context} --nodegroup-name ${group} --query nodegroup.status --output text`,
        expect: 'ACTIVE',
      })),
      check: {
        run: sh`kubectl --context ${context} wait node --all --for=condition=Ready --timeout=15m`,
        prints: `condition met, once for each of ${count} nodes`,
      },
      resume: `Repeat it: groups that exist are left out. If a group is in CREATE_FAILED, \`${sh`eksctl utils nodegroup-health --region ${region} --cluster ${context} --name`} GROUP\` says why; \`${sh`eksctl delete nodegroup --region ${region} --cluster ${context} --wait --name`} GROUP\` clears the way. Nodes that never become ready: the operator could not call EC2 (\`${sh`kubectl --context ${context} --namespace kube-system logs deployment/cilium-operator`}\`), so look at the role and its trust. Instances that end at once: the key policy of the volumes' key lacks Auto Scaling.`,
      needs: ['cluster', 'kubeconfig', 'network', 'resource volumes-key'],
      provides: ['nodes'],
    },
    ...network.map(
      (unit): Step => ({
        id: `check-${unit.name}`,
        title: `See that ${unit.name} runs`,
        text: 'Its pods start with the nodes.',
        commands: [
          {
            run: substitute(unit.bootstrap?.check.run ?? '', environment),
            prints: unit.bootstrap?.check.prints ?? '',
          },
        ],
        resume: `\`${sh`kubectl --context ${context} --namespace ${unit.chart?.namespace ?? ''} get pods --output wide`}\` shows which pod on which node is not ready, and \`kubectl describe\` of it why.`,
        needs: ['nodes', `release ${unit.name}`],
        provides: [`pods ${unit.name}`],
      }),
    ),
    {
      id: 'check-coredns',
      title: 'See that names resolve',
      text: 'CoreDNS came with the control plane as an EKS add-on and waited for nodes. The command makes the add-on where an earlier run did not get so far.',
      commands: [
        {
          run: `${sh`aws eks describe-addon --region ${region} --cluster-name ${context} --addon-name coredns`} >/dev/null 2>&1 || ${sh`eksctl create addon --config-file ${paths.cluster}`}`,
          prints: 'nothing, where the add-on is there',
        },
      ],
      check: {
        run: sh`kubectl --context ${context} --namespace kube-system rollout status deployment/coredns --timeout=10m`,
        prints: 'deployment "coredns" successfully rolled out',
      },
      resume:
        'Repeat it. Pods that stay Pending wait for a node without the start-up taint: see the step before.',
      needs: ['nodes'],
      provides: ['dns'],
    },
  ]
}
