import type { Problem } from '@skyctl/core'
import { type Rule, runsAt, severityAt } from './rule.ts'
import { rules } from './rules/index.ts'
import { applySuppressions } from './suppressions.ts'
import type { World } from './world.ts'

/** Every rule over one environment: all problems, less those that the environment accepts for a time. */
export function runChecks(world: World, chosen: readonly Rule[] = rules): Problem[] {
  const { level, environment } = world.profile
  const place = environment === '' ? '' : ` (in ${environment})`
  const problems = chosen
    .filter((rule) => runsAt(rule, level))
    .flatMap((rule) =>
      rule.check(world).map(
        ({ object, pointer, severity, message, hint }): Problem => ({
          id: rule.id,
          severity: severity ?? severityAt(rule, level),
          where: { file: object.origin, object: object.key, pointer },
          message: `${message}${place}`,
          hint,
        }),
      ),
    )
  return applySuppressions(problems, world)
}
