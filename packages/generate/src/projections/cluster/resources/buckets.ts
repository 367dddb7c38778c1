import { keyAliasArn, partitionOf } from '@skyctl/eks-lib'
import type { BucketNeed, Environment } from '@skyctl/model'
import { sh } from '../shell.ts'
import { type AwsResource, bucketTagCommands, type ResourceInputs, tagOption } from './resource.ts'

/** Buckets that components name: versioned, encrypted, closed to the public, with a copy elsewhere where one is wanted. */
export function buckets({ environment, units }: ResourceInputs): AwsResource[] {
  return units.flatMap((unit) =>
    unit.buckets.map((bucket): AwsResource => {
      const { region, tags, encryption } = environment
      return {
        id: `bucket ${bucket.name}`,
        kind: 'Bucket',
        name: bucket.name,
        text: `${bucket.purpose}.${bucket.replica === undefined ? '' : ` Every object is copied to \`${bucket.replica.name}\` in ${bucket.replica.region}.`}`,
        usedBy: [unit.name],
        when: 'account',
        create: [
          ...bucketCommands(bucket.name, region, encryption.volumesKeyAlias),
          ...bucketTagCommands(bucket.name, region, tags),
          ...(bucket.replica === undefined
            ? []
            : replicationCommands(bucket, bucket.replica, environment)),
        ],
        check: {
          run: sh`aws s3api get-bucket-versioning --region ${region} --bucket ${bucket.name} --query Status --output text`,
          expect: 'Enabled',
        },
      }
    }),
  )
}

function bucketCommands(name: string, region: string, keyAlias?: string): string[] {
  // S3's oldest region is the one that may not be named.
  const location =
    region === 'us-east-1' ? '' : sh` --create-bucket-configuration LocationConstraint=${region}`
  const encryption = {
    Rules: [
      {
        ApplyServerSideEncryptionByDefault: {
          SSEAlgorithm: 'aws:kms',
          ...(keyAlias !== undefined && { KMSMasterKeyID: keyAlias }),
        },
        BucketKeyEnabled: true,
      },
    ],
  }
  return [
    `${sh`aws s3api create-bucket --region ${region} --bucket ${name}`}${location}`,
    sh`aws s3api put-public-access-block --region ${region} --bucket ${name} --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true`,
    sh`aws s3api put-bucket-versioning --region ${region} --bucket ${name} --versioning-configuration Status=Enabled`,
    sh`aws s3api put-bucket-encryption --region ${region} --bucket ${name} --server-side-encryption-configuration ${JSON.stringify(encryption)}`,
  ]
}

/** The domain of AWS's services, as `kms:ViaService` holds it. */
function endpointSuffix(partition: string): string {
  return partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com'
}

function replicationCommands(
  { name }: BucketNeed,
  replica: NonNullable<BucketNeed['replica']>,
  environment: Environment,
): string[] {
  const { account, region, tags } = environment
  const partition = partitionOf(region)
  const role = `${name.slice(0, 52)}-replication`
  const arn = (bucket: string) => `arn:${partition}:s3:::${bucket}`
  const allow = (Action: readonly string[], Resource: readonly string[], more = {}) => ({
    Effect: 'Allow',
    Action,
    Resource,
    ...more,
  })
  const trust = {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { Service: 's3.amazonaws.com' }, Action: 'sts:AssumeRole' },
    ],
  }
  const policy = {
    Version: '2012-10-17',
    Statement: [
      allow(['s3:GetReplicationConfiguration', 's3:ListBucket'], [arn(name)]),
      allow(
        [
          's3:GetObjectVersionForReplication',
          's3:GetObjectVersionAcl',
          's3:GetObjectVersionTagging',
        ],
        [`${arn(name)}/*`],
      ),
      allow(
        ['s3:ReplicateObject', 's3:ReplicateDelete', 's3:ReplicateTags'],
        [`${arn(replica.name)}/*`],
      ),
      allow(
        ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'],
        [region, replica.region].map((place) => `arn:${partition}:kms:${place}:${account}:key/*`),
        { Condition: { StringLike: { 'kms:ViaService': `s3.*.${endpointSuffix(partition)}` } } },
      ),
    ],
  }
  const replication = {
    Role: `arn:${partition}:iam::${account}:role/${role}`,
    Rules: [
      {
        ID: 'all',
        Status: 'Enabled',
        Priority: 1,
        Filter: {},
        DeleteMarkerReplication: { Status: 'Disabled' },
        SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: 'Enabled' } },
        Destination: {
          Bucket: arn(replica.name),
          EncryptionConfiguration: {
            ReplicaKmsKeyID: keyAliasArn({ region: replica.region, account }, 'alias/aws/s3'),
          },
        },
      },
    ],
  }
  return [
    ...bucketCommands(replica.name, replica.region),
    ...bucketTagCommands(replica.name, replica.region, tags),
    `${sh`aws iam create-role --region ${region} --role-name ${role} --assume-role-policy-document ${JSON.stringify(trust)}`}${tagOption(tags, 'Key,Value')}`,
    sh`aws iam put-role-policy --region ${region} --role-name ${role} --policy-name replicate --policy-document ${JSON.stringify(policy)}`,
    sh`aws s3api put-bucket-replication --region ${region} --bucket ${name} --replication-configuration ${JSON.stringify(replication)}`,
  ]
}
