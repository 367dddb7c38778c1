import { partitionOf } from '@skyctl/eks-lib'
import { sh } from '../shell.ts'
import { type AwsResource, type ResourceInputs, tagOption } from './resource.ts'

/** `<account>.dkr.ecr.<region>.amazonaws.com/<repository>:...`. */
const privateRegistry =
  /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/([^:@]+)(?:[:@]|$)/

/** ECR repositories that images come from. They may belong to another account: one registry serves all environments. */
export function imageRepositories(inputs: ResourceInputs): AwsResource[] {
  const { environment, units } = inputs
  const users = new Map<string, string[]>()
  for (const unit of units) {
    const [, ...parts] = privateRegistry.exec(unit.app?.image ?? '') ?? []
    if (parts.length === 0) continue
    // Two apps may run two tags of one repository.
    const name = parts.join('/')
    users.set(name, [...(users.get(name) ?? []), unit.name])
  }
  return [...users]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, usedBy]): AwsResource => {
      const [account = '', region = '', ...path] = name.split('/')
      const repository = path.join('/')
      const foreign = account !== environment.account
      return {
        id: `repository ${name}`,
        kind: 'Image repository',
        name,
        text: foreign
          ? `Belongs to account ${account}: create it with credentials of that account. The policy lets this account's nodes pull.`
          : 'Tags cannot be moved, and every push is scanned.',
        usedBy,
        when: 'account',
        create: [
          `${sh`aws ecr create-repository --region ${region} --repository-name ${repository} --image-tag-mutability IMMUTABLE --image-scanning-configuration scanOnPush=true --encryption-configuration encryptionType=KMS`}${tagOption(environment.tags, 'Key,Value')}`,
          ...(foreign ? [pullPolicyCommand(region, repository, readers(inputs, account))] : []),
        ],
        check: {
          run: sh`aws ecr describe-repositories --region ${region} --registry-id ${account} --repository-names ${repository} --query ${'repositories[0].repositoryName'} --output text`,
          expect: repository,
        },
      }
    })
}

/** All accounts but the registry's own: a policy is replaced as a whole, so it names every reader. */
function readers({ environments, environment }: ResourceInputs, owner: string): string[] {
  const accounts = new Set([environment, ...environments].map(({ account }) => account))
  return [...accounts].filter((account) => account !== owner).sort()
}

function pullPolicyCommand(
  region: string,
  repository: string,
  accounts: readonly string[],
): string {
  const policy = {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Pull',
        Effect: 'Allow',
        Principal: {
          AWS: accounts.map((account) => `arn:${partitionOf(region)}:iam::${account}:root`),
        },
        Action: [
          'ecr:BatchCheckLayerAvailability',
          'ecr:BatchGetImage',
          'ecr:DescribeRepositories',
          'ecr:GetDownloadUrlForLayer',
        ],
      },
    ],
  }
  return sh`aws ecr set-repository-policy --region ${region} --repository-name ${repository} --policy-text ${JSON.stringify(policy)}`
}
