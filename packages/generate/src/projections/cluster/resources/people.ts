import { partitionOf } from '@skyctl/eks-lib'
import { sh } from '../shell.ts'
import { type AwsResource, type ResourceInputs, tagOption } from './resource.ts'

/** IAM roles of people who may use the Kubernetes API: EKS refuses an access entry of a role that does not exist. */
export function people({ environment }: ResourceInputs): AwsResource[] {
  const { account, region, cluster, tags } = environment
  const trust = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:${partitionOf(region)}:iam::${account}:root` },
        Action: 'sts:AssumeRole',
      },
    ],
  }
  return Object.entries(cluster.access)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([role, access]) => ({
      id: `role ${role}`,
      kind: 'IAM role of people',
      name: role,
      text: `Gets \`${access.policy}\` ${access.teams === undefined ? 'in the whole cluster' : `in the namespaces of ${access.teams.join(', ')}`}. The trust policy below lets every principal of the account that has \`sts:AssumeRole\` on it use it: narrow it to your identity provider.`,
      usedBy: ['the cluster'],
      when: 'account' as const,
      create: [
        `${sh`aws iam create-role --region ${region} --role-name ${role} --assume-role-policy-document ${JSON.stringify(trust)}`}${tagOption(tags, 'Key,Value')}`,
      ],
      check: {
        run: sh`aws iam get-role --region ${region} --role-name ${role} --query Role.RoleName --output text`,
        expect: role,
      },
    }))
}
