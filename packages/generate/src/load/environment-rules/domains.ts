import type { Environment } from '@skyctl/model'
import type { EnvironmentFinding } from './rule.ts'

/** Two environments serve the same hosts only where one stands in for the other: else both would write their DNS records. */
export function domainRule(
  environment: Environment,
  others: readonly Environment[],
): readonly EnvironmentFinding[] {
  return others
    .filter((other) => other.domain === environment.domain && !areStandby(environment, other))
    .map((other) => ({
      id: 'unique-domain',
      path: ['domain'],
      message: `${environment.domain} is the domain of environment '${other.name}' as well: both would answer for the same hosts, and overwrite each other's DNS records`,
      hint: `choose another domain, or say standbyFor: ${other.name} if this environment takes over from it`,
    }))
}

function areStandby(a: Environment, b: Environment): boolean {
  return a.standbyFor === b.name || b.standbyFor === a.name
}
