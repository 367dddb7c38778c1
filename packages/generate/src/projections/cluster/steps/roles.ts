import { sh } from '../shell.ts'
import type { Step, StepInputs } from './step.ts'

/** Roles of ServiceAccounts. They need the OIDC provider and no node, and the network's operator needs its own first. */
export function roles({ environment, paths, units }: StepInputs): Step[] {
  const names = units.flatMap(({ iam }) => iam.map(({ name }) => name)).sort()
  const [first] = names
  if (first === undefined) return []
  return [
    {
      id: 'create-roles',
      title: 'Create the IAM roles of ServiceAccounts',
      text: `${names.length} roles, each for one ServiceAccount, with what the apps and components ask for and nothing else. Only the roles: the ServiceAccounts come with their pods.`,
      commands: [
        {
          run: sh`eksctl create iamserviceaccount --config-file ${paths.cluster} --approve`,
          prints: `deploying stack "eksctl-${environment.cluster.name}-addon-iamserviceaccount-...", once for each of ${names.length}`,
        },
      ],
      done: names.map((name) => ({
        run: sh`aws iam get-role --region ${environment.region} --role-name ${name} --query Role.RoleName --output text`,
        expect: name,
      })),
      resume:
        'Repeat it: roles that exist are left out. A stack in ROLLBACK_COMPLETE must be deleted in CloudFormation first; its events say what IAM refused.',
      needs: ['cluster', 'oidc', 'kubeconfig'],
      provides: names.map((name) => `role ${name}`),
    },
  ]
}
