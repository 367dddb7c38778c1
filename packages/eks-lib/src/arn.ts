/** AWS partition of a region: it stands in every ARN. */
export function partitionOf(region: string): 'aws' | 'aws-cn' | 'aws-us-gov' {
  if (region.startsWith('cn-')) return 'aws-cn'
  if (region.startsWith('us-gov-')) return 'aws-us-gov'
  return 'aws'
}

/** Where an ARN lives. */
export interface Place {
  readonly region: string
  /** Twelve digits. */
  readonly account: string
}

/** ARN of an IAM role, which has no region. */
export function roleArn({ region, account }: Place, name: string): string {
  return `arn:${partitionOf(region)}:iam::${account}:role/${name}`
}

/** ARN of a KMS key by its alias (`alias/...`): known before the key is. */
export function keyAliasArn({ region, account }: Place, alias: string): string {
  return `arn:${partitionOf(region)}:kms:${region}:${account}:${alias}`
}

/** ARN of a policy that AWS keeps, as IAM names it. */
export function managedPolicyArn({ region }: Pick<Place, 'region'>, name: string): string {
  return `arn:${partitionOf(region)}:iam::aws:policy/${name}`
}

/** ARN of an EKS cluster access policy, such as AmazonEKSViewPolicy. */
export function accessPolicyArn({ region }: Pick<Place, 'region'>, name: string): string {
  return `arn:${partitionOf(region)}:eks::aws:cluster-access-policy/${name}`
}
