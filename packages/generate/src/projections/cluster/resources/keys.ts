import { partitionOf } from '@skyctl/eks-lib'
import type { Environment } from '@skyctl/model'
import { sh } from '../shell.ts'
import { type AwsResource, type ResourceInputs, tagOption } from './resource.ts'

/** The two keys of an environment, by alias: of Kubernetes Secrets, and of volumes. */
export function keys({ environment }: ResourceInputs): AwsResource[] {
  const { secretsKeyAlias, volumesKeyAlias } = environment.encryption
  const secrets = key(environment, {
    id: 'secrets-key',
    alias: secretsKeyAlias,
    purpose: 'Kubernetes Secrets and Secrets Manager',
    text: 'Encrypts Kubernetes Secrets in etcd, and the secrets of Secrets Manager that pods read. EKS never lets a cluster change this key.',
  })
  if (secretsKeyAlias === volumesKeyAlias) return [withScalingPolicy(secrets, environment)]
  const volumes = key(environment, {
    id: 'volumes-key',
    alias: volumesKeyAlias,
    purpose: 'volumes and databases',
    text: 'Encrypts the disks of nodes, the volumes of pods and the databases. Amazon EC2 Auto Scaling must be allowed to use it: without its statement in the key policy every node fails to start with `Client.InvalidKMSKey.InvalidState` or `Client.InternalError`.',
  })
  return [secrets, withScalingPolicy(volumes, environment)]
}

function key(
  { region, tags, cluster }: Environment,
  options: { id: string; alias: string; purpose: string; text: string },
): AwsResource {
  const { id, alias, purpose, text } = options
  return {
    id,
    kind: 'KMS key',
    name: alias,
    text,
    usedBy: ['the cluster'],
    when: 'account',
    create: [
      `key=$(${sh`aws kms create-key --region ${region} --description ${`${cluster.name}: ${purpose}`} --query KeyMetadata.KeyId --output text`}${tagOption(tags, 'TagKey,TagValue')})`,
      `${sh`aws kms create-alias --region ${region} --alias-name ${alias}`} --target-key-id "$key"`,
      `${sh`aws kms enable-key-rotation --region ${region}`} --key-id "$key"`,
    ],
    check: {
      run: sh`aws kms describe-key --region ${region} --key-id ${alias} --query KeyMetadata.KeyState --output text`,
      expect: 'Enabled',
    },
  }
}

/**
 * Lets Amazon EC2 Auto Scaling start instances with encrypted disks.
 * Source: EC2 Auto Scaling user guide, "Required KMS key policy for use with encrypted volumes".
 */
function withScalingPolicy(resource: AwsResource, environment: Environment): AwsResource {
  const { account, region } = environment
  const partition = partitionOf(region)
  const scaling = `arn:${partition}:iam::${account}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`
  const statement = (sid: string, principal: string, actions: readonly string[]) => ({
    Sid: sid,
    Effect: 'Allow',
    Principal: { AWS: principal },
    Action: actions,
    Resource: '*',
  })
  const policy = {
    Version: '2012-10-17',
    Statement: [
      statement('Account', `arn:${partition}:iam::${account}:root`, ['kms:*']),
      statement('ScalingUses', scaling, [
        'kms:Encrypt',
        'kms:Decrypt',
        'kms:ReEncrypt*',
        'kms:GenerateDataKey*',
        'kms:DescribeKey',
      ]),
      {
        ...statement('ScalingGrants', scaling, ['kms:CreateGrant']),
        Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
      },
    ],
  }
  return {
    ...resource,
    create: [
      `${sh`aws iam get-role --region ${region} --role-name AWSServiceRoleForAutoScaling`} >/dev/null 2>&1 || ${sh`aws iam create-service-linked-role --region ${region} --aws-service-name autoscaling.amazonaws.com`}`,
      ...resource.create,
      `${sh`aws kms put-key-policy --region ${region} --policy-name default --policy ${JSON.stringify(policy)}`} --key-id "$key"`,
    ],
  }
}
