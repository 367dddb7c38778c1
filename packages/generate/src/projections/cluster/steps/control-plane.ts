import { sh } from '../shell.ts'
import type { Step, StepInputs } from './step.ts'

/** VPC, control plane, OIDC provider and access entries: about fifteen minutes, no node yet. */
export function controlPlane({ environment, paths, resources }: StepInputs): Step[] {
  const { region, cluster } = environment
  const { name } = cluster
  return [
    {
      id: 'create-control-plane',
      title: 'Create the control plane',
      text: `eksctl makes the VPC with private and public subnets in ${environment.zones.join(', ')}, and the control plane, with Secrets encrypted, all logs in CloudWatch, and an OIDC provider for roles. The file holds no node group and no role: without the VPC's own CNI eksctl refuses them, and a node without a network never becomes ready.`,
      commands: [
        {
          run: sh`eksctl create cluster --config-file ${paths.bootstrap} --write-kubeconfig=false`,
          prints: `EKS cluster "${name}" in "${region}" region is ready`,
        },
      ],
      done: [
        {
          run: sh`aws eks describe-cluster --region ${region} --name ${name} --query cluster.status --output text`,
          expect: 'ACTIVE',
        },
      ],
      resume: `If eksctl stopped half way, \`${sh`aws cloudformation describe-stack-events --region ${region} --stack-name ${`eksctl-${name}-cluster`} --query ${"StackEvents[?ends_with(ResourceStatus,'FAILED')].[LogicalResourceId,ResourceStatusReason]"} --output text`}\` says why. Nothing runs in the cluster yet, so take it away with \`${sh`eksctl delete cluster --region ${region} --name ${name} --wait`}\` and repeat the step.`,
      needs: resources.filter(({ when }) => when === 'account').map(({ id }) => `resource ${id}`),
      provides: ['cluster', 'vpc', 'namespace kube-system'],
    },
    {
      id: 'associate-oidc-provider',
      title: 'Make sure of the OIDC provider',
      text: 'IAM believes the tokens of ServiceAccounts only through this provider. The step before made it; if that run was cut short just there, this one does.',
      commands: [
        {
          run: sh`eksctl utils associate-iam-oidc-provider --config-file ${paths.cluster} --approve`,
          prints: `IAM Open ID Connect provider is already associated with cluster "${name}"`,
        },
      ],
      resume: 'Repeat it: a provider that is there stays as it is.',
      needs: ['cluster'],
      provides: ['oidc'],
    },
    {
      id: 'write-kubeconfig',
      title: 'Point kubectl at the cluster',
      text: `Every later command names the context \`${name}\`, so that none can reach another cluster by mistake.`,
      commands: [
        {
          run: sh`aws eks update-kubeconfig --region ${region} --name ${name} --alias ${name}`,
          prints: `Added new context ${name} to ...`,
        },
      ],
      check: { run: sh`kubectl --context ${name} get --raw /readyz`, prints: 'ok' },
      resume:
        cluster.publicAccess.length === 0
          ? 'The API has no public endpoint: a time-out means that you are not inside the VPC or a network that is connected to it.'
          : `A time-out means that your address is not among those that reach the API: ${cluster.publicAccess.join(', ')}. "Unauthorized" means that you are not the principal that created the cluster: use that one, or a role of \`cluster.access\`.`,
      needs: ['cluster'],
      provides: ['kubeconfig'],
    },
  ]
}
