import type { Problem } from '@skyctl/core'
import { addressBlockRule } from './environment-rules/address-blocks.ts'
import { addressOverlapRule } from './environment-rules/address-overlap.ts'
import { budgetRule } from './environment-rules/budget.ts'
import { clusterAccessRule } from './environment-rules/cluster-access.ts'
import { clusterNameRule } from './environment-rules/cluster-names.ts'
import { domainRule } from './environment-rules/domains.ts'
import { keyAliasRule } from './environment-rules/key-aliases.ts'
import { natRule } from './environment-rules/nat.ts'
import { nodeGroupRule } from './environment-rules/node-groups.ts'
import { nodeLabelRule } from './environment-rules/node-labels.ts'
import { regionRule } from './environment-rules/regions.ts'
import type { EnvironmentRule } from './environment-rules/rule.ts'
import { standbyRule } from './environment-rules/standby.ts'
import { suppressionRule } from './environment-rules/suppressions.ts'
import { tagRule } from './environment-rules/tags.ts'
import { zoneRule } from './environment-rules/zones.ts'
import { type LocatedEnvironment, problemAt } from './located-environment.ts'

/** What must hold between the values of an environment, and between environments. One file a concept. */
const rules: readonly EnvironmentRule[] = [
  addressBlockRule,
  addressOverlapRule,
  budgetRule,
  clusterAccessRule,
  clusterNameRule,
  domainRule,
  keyAliasRule,
  natRule,
  nodeGroupRule,
  nodeLabelRule,
  regionRule,
  standbyRule,
  suppressionRule,
  tagRule,
  zoneRule,
]

/**
 * Judges parsed environments by every rule. Pure; the order of the problems is not defined.
 *
 * @param names - Names of all environments, those included whose file did not parse.
 */
export function checkEnvironmentRules(
  environments: readonly LocatedEnvironment[],
  names: readonly string[],
): readonly Problem[] {
  return environments.flatMap((located) => {
    const others = environments
      .filter((other) => other !== located)
      .map(({ environment }) => environment)
    return rules.flatMap((rule) =>
      rule(located.environment, others, names).map((finding) => problemAt(located, finding)),
    )
  })
}
