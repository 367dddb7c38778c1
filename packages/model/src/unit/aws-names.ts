import type { Environment } from '../environment/environment.ts'

/** AWS partition of a region: it stands in every ARN. */
export function partitionOf(region: string): 'aws' | 'aws-cn' | 'aws-us-gov' {
  if (region.startsWith('cn-')) return 'aws-cn'
  if (region.startsWith('us-gov-')) return 'aws-us-gov'
  return 'aws'
}

/** Name of an IAM role of the cluster: `<cluster>-<suffix>`. IAM allows 64 characters; a load rule checks it. */
export function iamRoleName(environment: Environment, suffix: string): string {
  return `${environment.cluster.name}-${suffix}`
}

/** ARN of an IAM role whose name we choose. */
export function iamRoleArn(environment: Environment, suffix: string): string {
  return `arn:${partitionOf(environment.region)}:iam::${environment.account}:role/${iamRoleName(environment, suffix)}`
}

/** Fills `{account}`, `{region}`, `{cluster}` and `{partition}` into a resource ARN or a command. */
export function substitute(template: string, environment: Environment): string {
  return template
    .replaceAll('{account}', environment.account)
    .replaceAll('{region}', environment.region)
    .replaceAll('{cluster}', environment.cluster.name)
    .replaceAll('{partition}', partitionOf(environment.region))
}
