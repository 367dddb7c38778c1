import { describe, expect, it } from 'vitest'
import { sampleResourceInputs } from '../../../testing/sample-resources.ts'
import { sampleApp, sampleEnvironment } from '../../../testing/sample-workspace.ts'
import { buckets } from './buckets.ts'

const bucket = { name: 'acme-live-backups', purpose: 'Backups of volumes' }
const replica = { region: 'eu-central-1', name: 'acme-live-copies' }

const bucketsOf = (
  needs: readonly (typeof bucket & { replica?: typeof replica })[],
  region = 'eu-west-1',
) =>
  buckets(
    sampleResourceInputs([], {
      environment: sampleEnvironment('live', { region }),
      component: { buckets: needs },
    }),
  )
const commands = (...args: Parameters<typeof bucketsOf>) =>
  bucketsOf(...args).flatMap(({ create }) => create)

it('a bucket is versioned, encrypted with the key of volumes and closed to the public', () => {
  expect(bucketsOf([bucket])).toMatchInlineSnapshot(`
    [
      {
        "check": {
          "expect": "Enabled",
          "run": "aws s3api get-bucket-versioning --region eu-west-1 --bucket acme-live-backups --query Status --output text",
        },
        "create": [
          "aws s3api create-bucket --region eu-west-1 --bucket acme-live-backups --create-bucket-configuration LocationConstraint=eu-west-1",
          "aws s3api put-public-access-block --region eu-west-1 --bucket acme-live-backups --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true",
          "aws s3api put-bucket-versioning --region eu-west-1 --bucket acme-live-backups --versioning-configuration Status=Enabled",
          "aws s3api put-bucket-encryption --region eu-west-1 --bucket acme-live-backups --server-side-encryption-configuration '{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"aws:kms","KMSMasterKeyID":"alias/acme-live-volumes"},"BucketKeyEnabled":true}]}'",
          "aws s3api put-bucket-tagging --region eu-west-1 --bucket acme-live-backups --tagging '{"TagSet":[{"Key":"owner","Value":"base"}]}'",
        ],
        "id": "bucket acme-live-backups",
        "kind": "Bucket",
        "name": "acme-live-backups",
        "text": "Backups of volumes.",
        "usedBy": [
          "base",
        ],
        "when": "account",
      },
    ]
  `)
})

it('in us-east-1 a bucket has no location, which S3 would refuse', () => {
  expect(commands([bucket], 'us-east-1')[0]).toBe(
    'aws s3api create-bucket --region us-east-1 --bucket acme-live-backups',
  )
})

it('units without buckets need none', () => {
  expect(buckets(sampleResourceInputs([sampleApp('a', { kind: 'Deployment' })]))).toEqual([])
})

describe('a replica', () => {
  const copied = { ...bucket, replica }

  it('is a bucket of its region, and gets every object by a role of its own', () => {
    expect(commands([copied]).slice(4).join('\n')).toMatchInlineSnapshot(`
      "aws s3api put-bucket-tagging --region eu-west-1 --bucket acme-live-backups --tagging '{"TagSet":[{"Key":"owner","Value":"base"}]}'
      aws s3api create-bucket --region eu-central-1 --bucket acme-live-copies --create-bucket-configuration LocationConstraint=eu-central-1
      aws s3api put-public-access-block --region eu-central-1 --bucket acme-live-copies --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true
      aws s3api put-bucket-versioning --region eu-central-1 --bucket acme-live-copies --versioning-configuration Status=Enabled
      aws s3api put-bucket-encryption --region eu-central-1 --bucket acme-live-copies --server-side-encryption-configuration '{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"aws:kms"},"BucketKeyEnabled":true}]}'
      aws s3api put-bucket-tagging --region eu-central-1 --bucket acme-live-copies --tagging '{"TagSet":[{"Key":"owner","Value":"base"}]}'
      aws iam create-role --region eu-west-1 --role-name acme-live-backups-replication --assume-role-policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"s3.amazonaws.com"},"Action":"sts:AssumeRole"}]}' --tags Key=owner,Value=base
      aws iam put-role-policy --region eu-west-1 --role-name acme-live-backups-replication --policy-name replicate --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetReplicationConfiguration","s3:ListBucket"],"Resource":["arn:aws:s3:::acme-live-backups"]},{"Effect":"Allow","Action":["s3:GetObjectVersionForReplication","s3:GetObjectVersionAcl","s3:GetObjectVersionTagging"],"Resource":["arn:aws:s3:::acme-live-backups/*"]},{"Effect":"Allow","Action":["s3:ReplicateObject","s3:ReplicateDelete","s3:ReplicateTags"],"Resource":["arn:aws:s3:::acme-live-copies/*"]},{"Effect":"Allow","Action":["kms:Decrypt","kms:Encrypt","kms:GenerateDataKey"],"Resource":["arn:aws:kms:eu-west-1:111122223333:key/*","arn:aws:kms:eu-central-1:111122223333:key/*"],"Condition":{"StringLike":{"kms:ViaService":"s3.*.amazonaws.com"}}}]}'
      aws s3api put-bucket-replication --region eu-west-1 --bucket acme-live-backups --replication-configuration '{"Role":"arn:aws:iam::111122223333:role/acme-live-backups-replication","Rules":[{"ID":"all","Status":"Enabled","Priority":1,"Filter":{},"DeleteMarkerReplication":{"Status":"Disabled"},"SourceSelectionCriteria":{"SseKmsEncryptedObjects":{"Status":"Enabled"}},"Destination":{"Bucket":"arn:aws:s3:::acme-live-copies","EncryptionConfiguration":{"ReplicaKmsKeyID":"arn:aws:kms:eu-central-1:111122223333:alias/aws/s3"}}}]}'"
    `)
  })

  it('is named in the text', () => {
    expect(bucketsOf([copied])[0]?.text).toBe(
      'Backups of volumes. Every object is copied to `acme-live-copies` in eu-central-1.',
    )
  })

  it('in us-east-1 has no location', () => {
    const near = { ...bucket, replica: { ...replica, region: 'us-east-1' } }
    expect(commands([near])[5]).toBe(
      'aws s3api create-bucket --region us-east-1 --bucket acme-live-copies',
    )
  })

  it('of the longest name has a role that IAM accepts', () => {
    const name = 'b'.repeat(63)
    const role = /--role-name (\S+)/.exec(commands([{ ...copied, name }]).join('\n'))?.[1]
    expect(role).toHaveLength(64)
  })

  it('in China is of its partition, and its keys serve the S3 of China', () => {
    const there = { ...bucket, replica: { ...replica, region: 'cn-northwest-1' } }
    const text = commands([there], 'cn-north-1').join('\n')
    expect(text).not.toContain('arn:aws:')
    expect(text).toContain('"kms:ViaService":"s3.*.amazonaws.com.cn"')
  })
})
