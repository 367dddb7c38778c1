import { partitionOf, roleArn } from '@skyctl/eks-lib'
import type { Environment } from '../environment/environment.ts'

/** Name of an IAM role of the cluster: `<cluster>-<suffix>`. IAM allows 64 characters; a load rule checks it. */
export function iamRoleName(environment: Environment, suffix: string): string {
  return `${environment.cluster.name}-${suffix}`
}

/** ARN of an IAM role whose name we choose. */
export function iamRoleArn(environment: Environment, suffix: string): string {
  return roleArn(environment, iamRoleName(environment, suffix))
}

/** Fills `{account}`, `{region}`, `{cluster}` and `{partition}` into a resource ARN or a command. */
export function substitute(template: string, environment: Environment): string {
  return template
    .replaceAll('{account}', environment.account)
    .replaceAll('{region}', environment.region)
    .replaceAll('{cluster}', environment.cluster.name)
    .replaceAll('{partition}', partitionOf(environment.region))
}
