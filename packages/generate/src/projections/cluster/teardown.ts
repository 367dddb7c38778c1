import { vpcIdCommand } from './resources/databases.ts'
import { sh } from './shell.ts'
import type { StepCommand, StepInputs } from './steps/step.ts'

export interface TeardownStep {
  readonly id: string
  readonly text: string
  readonly commands: readonly StepCommand[]
}

/**
 * Takes the cluster away and leaves everything that holds data. What controllers of the cluster made in AWS goes first:
 * nobody could remove it afterwards, and a network interface that is left keeps the VPC alive.
 */
export function teardownSteps({ environment, paths }: StepInputs): TeardownStep[] {
  const { region, cluster } = environment
  const context = cluster.name
  return [
    {
      id: 'refuse-with-databases',
      text: 'Databases live in the VPC, and the VPC cannot go while they are there. The command lists them; the commands that end each with a last snapshot stand above.',
      commands: [
        {
          run: [
            `vpc=$(${vpcIdCommand(region, context)})`,
            `databases=$(${sh`aws rds describe-db-instances --region ${region} --output text --query`} "DBInstances[?DBSubnetGroup.VpcId=='$vpc'].DBInstanceIdentifier")`,
            `if [ -n "$databases" ]; then echo "databases in the VPC: $databases" >&2; exit 1; fi`,
          ].join('\n'),
          prints: 'nothing',
        },
      ],
    },
    {
      id: 'stop-delivery',
      text: 'Otherwise Argo CD would bring back what the next commands delete.',
      commands: [
        {
          run: sh`kubectl --context ${context} --namespace argocd scale statefulset/argocd-application-controller --replicas=0`,
          prints: 'statefulset.apps/argocd-application-controller scaled',
        },
      ],
    },
    {
      id: 'delete-load-balancers',
      text: 'The controller removes each load balancer with its last Ingress.',
      commands: [
        {
          run: sh`kubectl --context ${context} delete ingress --all --all-namespaces --timeout=15m`,
          prints: 'ingress.networking.k8s.io "..." deleted, once for each',
        },
      ],
    },
    {
      id: 'delete-cluster',
      text: 'Node groups, roles, control plane and VPC. It skips disruption budgets: the pods have nowhere to go.',
      commands: [
        {
          run: sh`eksctl delete cluster --config-file ${paths.cluster} --disable-nodegroup-eviction --wait`,
          prints: 'all cluster resources were deleted',
        },
      ],
    },
    {
      id: 'delete-network-interfaces',
      text: 'Interfaces that Cilium made and no instance took along. If eksctl could not delete the VPC, run this and then eksctl again.',
      commands: [
        {
          run: [
            `for interface in $(${sh`aws ec2 describe-network-interfaces --region ${region} --filters ${`Name=tag:io.cilium/cluster-name,Values=${context}`} Name=status,Values=available --query ${'NetworkInterfaces[].NetworkInterfaceId'} --output text`}); do`,
            `  ${sh`aws ec2 delete-network-interface --region ${region}`} --network-interface-id "$interface"`,
            'done',
          ].join('\n'),
          prints: 'nothing',
        },
      ],
    },
    {
      id: 'list-volumes',
      text: 'Volumes of claims are kept on purpose. This lists what is left, with what it was for; delete by hand what nobody needs.',
      commands: [
        {
          run: sh`aws ec2 describe-volumes --region ${region} --filters ${`Name=tag:kubernetes.io/cluster/${context},Values=owned`} --query ${"Volumes[].[VolumeId,Size,Tags[?Key=='kubernetes.io/created-for/pvc/name']|[0].Value]"} --output table`,
          prints: 'a table, or nothing',
        },
      ],
    },
  ]
}
