import { expect, it } from 'vitest'
import { sampleResourceInputs } from '../../../testing/sample-resources.ts'
import { sampleEnvironment } from '../../../testing/sample-workspace.ts'
import { keys } from './keys.ts'

const keysOf = (overrides: Parameters<typeof sampleEnvironment>[1] = {}) =>
  keys(sampleResourceInputs([], { environment: sampleEnvironment('live', overrides) }))

it('an environment has a key of secrets and a key of volumes', () => {
  expect(keysOf().map(({ id, name, check }) => [id, name, check])).toMatchInlineSnapshot(`
    [
      [
        "secrets-key",
        "alias/acme-live-secrets",
        {
          "expect": "Enabled",
          "run": "aws kms describe-key --region eu-west-1 --key-id alias/acme-live-secrets --query KeyMetadata.KeyState --output text",
        },
      ],
      [
        "volumes-key",
        "alias/acme-live-volumes",
        {
          "expect": "Enabled",
          "run": "aws kms describe-key --region eu-west-1 --key-id alias/acme-live-volumes --query KeyMetadata.KeyState --output text",
        },
      ],
    ]
  `)
})

it('a key is made with its alias, and rotates', () => {
  expect(keysOf()[0]?.create.join('\n')).toMatchInlineSnapshot(`
    "key=$(aws kms create-key --region eu-west-1 --description 'acme-live: Kubernetes Secrets and Secrets Manager' --query KeyMetadata.KeyId --output text --tags TagKey=owner,TagValue=base)
    aws kms create-alias --region eu-west-1 --alias-name alias/acme-live-secrets --target-key-id "$key"
    aws kms enable-key-rotation --region eu-west-1 --key-id "$key""
  `)
})

it('the key of volumes lets Auto Scaling use it, and the account rule it', () => {
  expect(keysOf()[1]?.create.join('\n')).toMatchInlineSnapshot(`
    "aws iam get-role --region eu-west-1 --role-name AWSServiceRoleForAutoScaling >/dev/null 2>&1 || aws iam create-service-linked-role --region eu-west-1 --aws-service-name autoscaling.amazonaws.com
    key=$(aws kms create-key --region eu-west-1 --description 'acme-live: volumes and databases' --query KeyMetadata.KeyId --output text --tags TagKey=owner,TagValue=base)
    aws kms create-alias --region eu-west-1 --alias-name alias/acme-live-volumes --target-key-id "$key"
    aws kms enable-key-rotation --region eu-west-1 --key-id "$key"
    aws kms put-key-policy --region eu-west-1 --policy-name default --policy '{"Version":"2012-10-17","Statement":[{"Sid":"Account","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":["kms:*"],"Resource":"*"},{"Sid":"ScalingUses","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling"},"Action":["kms:Encrypt","kms:Decrypt","kms:ReEncrypt*","kms:GenerateDataKey*","kms:DescribeKey"],"Resource":"*"},{"Sid":"ScalingGrants","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling"},"Action":["kms:CreateGrant"],"Resource":"*","Condition":{"Bool":{"kms:GrantIsForAWSResource":"true"}}}]}' --key-id "$key""
  `)
})

it('the key of secrets keeps the policy that KMS gives it', () => {
  expect(keysOf()[0]?.create.join('\n')).not.toContain('put-key-policy')
})

it('one alias for both is one key, which lets Auto Scaling use it', () => {
  const one = 'alias/acme'
  const all = keysOf({ encryption: { secretsKeyAlias: one, volumesKeyAlias: one } })
  expect(all.map(({ id, name }) => [id, name])).toEqual([['secrets-key', one]])
  expect(all[0]?.create.at(-1)).toContain('AWSServiceRoleForAutoScaling')
})

it('in China every ARN is of its partition', () => {
  const text = JSON.stringify(keysOf({ region: 'cn-north-1' }))
  expect(text).toContain('arn:aws-cn:iam::111122223333:root')
  expect(text).not.toContain('arn:aws:')
})

it('an environment without tags makes keys without tags', () => {
  expect(
    keysOf({ tags: {} })
      .flatMap(({ create }) => create)
      .join('\n'),
  ).not.toContain('--tags')
})
