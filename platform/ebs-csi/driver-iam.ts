import type { Environment, IamStatement } from '@skyctl/model'

const volumes = 'arn:{partition}:ec2:{region}:{account}:volume/*'
const instances = 'arn:{partition}:ec2:{region}:{account}:instance/*'
// Snapshots have no account in their ARN.
const snapshots = 'arn:{partition}:ec2:{region}::snapshot/*'

/**
 * What the driver does in EC2, on volumes and snapshots that carry the tag of this cluster only, and what EC2 does
 * for it with the key of the environment's volumes.
 */
export function driverStatements({ encryption }: Environment): IamStatement[] {
  const requested = { StringEquals: { 'aws:RequestTag/kubernetes.io/cluster/{cluster}': 'owned' } }
  const owned = { StringEquals: { 'aws:ResourceTag/kubernetes.io/cluster/{cluster}': 'owned' } }
  return [
    {
      actions: [
        'ec2:DescribeAvailabilityZones',
        'ec2:DescribeInstances',
        'ec2:DescribeInstanceTypes',
        'ec2:DescribeSnapshots',
        'ec2:DescribeTags',
        'ec2:DescribeVolumes',
        'ec2:DescribeVolumesModifications',
        'ec2:DescribeVolumeStatus',
      ],
      resources: ['*'],
    },
    { actions: ['ec2:CreateVolume'], resources: [volumes], conditions: requested },
    // The source of a restored volume.
    { actions: ['ec2:CreateVolume'], resources: [snapshots] },
    { actions: ['ec2:CreateSnapshot'], resources: [snapshots], conditions: requested },
    {
      actions: [
        'ec2:AttachVolume',
        'ec2:CreateSnapshot',
        'ec2:DeleteVolume',
        'ec2:DetachVolume',
        'ec2:ModifyVolume',
      ],
      resources: [volumes],
      conditions: owned,
    },
    {
      actions: ['ec2:AttachVolume', 'ec2:DetachVolume'],
      resources: [instances],
      // Managed node groups put this tag on their instances.
      conditions: { StringEquals: { 'aws:ResourceTag/eks:cluster-name': '{cluster}' } },
    },
    { actions: ['ec2:DeleteSnapshot'], resources: [snapshots], conditions: owned },
    {
      actions: ['ec2:CreateTags'],
      resources: [volumes, snapshots],
      conditions: { StringEquals: { 'ec2:CreateAction': ['CreateVolume', 'CreateSnapshot'] } },
    },
    ...keyStatements(encryption.volumesKeyAlias),
  ]
}

/** The alias is chosen before the key exists; IAM matches a key by it in a condition only. */
function keyStatements(keyAlias: string): IamStatement[] {
  const keys = ['arn:{partition}:kms:{region}:{account}:key/*']
  const alias = { 'kms:ResourceAliases': keyAlias }
  return [
    {
      actions: ['kms:CreateGrant'],
      resources: keys,
      conditions: {
        Bool: { 'kms:GrantIsForAWSResource': 'true' },
        'ForAnyValue:StringEquals': alias,
      },
    },
    {
      actions: [
        'kms:Decrypt',
        'kms:DescribeKey',
        'kms:Encrypt',
        'kms:GenerateDataKey*',
        'kms:ReEncrypt*',
      ],
      resources: keys,
      conditions: {
        StringEquals: { 'kms:ViaService': 'ec2.{region}.amazonaws.com' },
        'ForAnyValue:StringEquals': alias,
      },
    },
  ]
}
