import type { Problem } from '@skyctl/core'
import { rules } from './rules/index.ts'
import { applySuppressions } from './suppressions.ts'
import type { World } from './world.ts'

/** Every rule over one environment: all problems, less those that the environment accepts for a time. */
export function runChecks(world: World): Problem[] {
  const problems = rules.flatMap((rule) =>
    rule.check(world).map(
      ({ object, pointer, severity = 'error', message, hint }): Problem => ({
        id: rule.id,
        severity,
        where: { file: object.origin, object: object.key, pointer },
        message: `${message} (in ${world.profile.environment})`,
        hint,
      }),
    ),
  )
  return applySuppressions(problems, world)
}
