import { partitionOf } from '@skyctl/eks-lib'
import type { Environment, IamStatement } from '@skyctl/model'

/** Services whose endpoint is not called as their actions are. Source: AWS General Reference, service endpoints. */
const endpointNames: Readonly<Record<string, readonly string[]>> = {
  cloudwatch: ['monitoring'],
  // Objects are asked for under the name of their bucket.
  s3: ['s3', '*.s3'],
  ses: ['email'],
}

/** Services with one endpoint in the world. */
const globalServices = new Set(['iam', 'route53', 'cloudfront'])

/**
 * Hosts that a workload with these permissions calls: the endpoint of each service, and STS, where a ServiceAccount's token becomes
 * the role's credentials. A service that is named otherwise is named in `talksTo.hosts`.
 */
export function awsEndpoints(
  statements: readonly IamStatement[],
  { region }: Pick<Environment, 'region'>,
): string[] {
  if (statements.length === 0) return []
  const suffix = partitionOf(region) === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com'
  const services = statements.flatMap(({ actions }) =>
    actions.map((action) => action.slice(0, action.indexOf(':'))),
  )
  const hosts = ['sts', ...services].flatMap((service) =>
    globalServices.has(service)
      ? [`${service}.${suffix}`]
      : (endpointNames[service] ?? [service]).map((name) => `${name}.${region}.${suffix}`),
  )
  return [...new Set(hosts)].sort()
}
