import type { Problem } from '@skyctl/core'
import { type Rule, type RuleFinding, runsAt, severityAt } from './rule.ts'
import { rules } from './rules/index.ts'
import { applySuppressions } from './suppressions.ts'
import type { World } from './world.ts'

/** Every rule over one environment: all problems, less those that the environment accepts for a time. */
export function runChecks(world: World, chosen: readonly Rule[] = rules): Problem[] {
  return applySuppressions(findProblems(world, chosen), world)
}

/** What rules find in a World, whatever is suppressed. */
export function findProblems(
  world: World,
  chosen: readonly Rule[],
  isWanted: (finding: RuleFinding) => boolean = () => true,
): Problem[] {
  const { level, environment } = world.profile
  const place = environment === '' ? '' : ` (in ${environment})`
  return chosen
    .filter((rule) => runsAt(rule, level))
    .flatMap((rule) =>
      rule
        .check(world)
        .filter(isWanted)
        .map(
          ({ object, pointer, severity, message, hint }): Problem => ({
            id: rule.id,
            severity: severity ?? severityAt(rule, level),
            where: { file: object.origin, object: object.key, pointer },
            message: `${message}${place}`,
            hint,
          }),
        ),
    )
}
