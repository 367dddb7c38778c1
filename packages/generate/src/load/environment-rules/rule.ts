import type { Environment } from '@skyctl/model'
import type { Finding } from '../located-environment.ts'

/**
 * Ids of the rules over parsed environments, by what they protect.
 *
 * Network: `valid-address-block`, `ban-address-overlap`, `require-nat`.
 * Place: `known-region`, `zone-in-region`, `unique-zone`.
 * Nodes: `valid-node-group-name`, `valid-node-group-size`, `require-platform-nodes`, `single-architecture`,
 * `ban-reserved-label`.
 * Names: `valid-cluster-name`, `unique-cluster-name`, `unique-domain`, `ban-aws-key-alias`.
 * API: `valid-public-access`, `known-access-team`.
 * Company: `require-tag`, `valid-tag`, `valid-standby`, `valid-budget-alert`, `unique-suppression`.
 */
export type EnvironmentRuleId =
  | 'valid-address-block'
  | 'ban-address-overlap'
  | 'require-nat'
  | 'known-region'
  | 'zone-in-region'
  | 'unique-zone'
  | 'valid-node-group-name'
  | 'valid-node-group-size'
  | 'require-platform-nodes'
  | 'single-architecture'
  | 'ban-reserved-label'
  | 'valid-cluster-name'
  | 'unique-cluster-name'
  | 'unique-domain'
  | 'ban-aws-key-alias'
  | 'valid-public-access'
  | 'known-access-team'
  | 'require-tag'
  | 'valid-tag'
  | 'valid-standby'
  | 'valid-budget-alert'
  | 'unique-suppression'

export type EnvironmentFinding = Finding<EnvironmentRuleId>

/**
 * A rule judges one environment and may look at the others. It is called once for each environment, so a finding
 * about two of them is reported at both only where both can be the one to change.
 *
 * @param others - The other environments that parsed.
 * @param names - Names of all environments, those included that did not parse.
 */
export type EnvironmentRule = (
  environment: Environment,
  others: readonly Environment[],
  names: readonly string[],
) => readonly EnvironmentFinding[]
