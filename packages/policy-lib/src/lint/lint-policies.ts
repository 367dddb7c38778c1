import { type Problem, sortProblems } from '@skyctl/core'
import type { PreparedWorld } from '../verdict/prepare.ts'
import { whereIn } from '../world/source.ts'
import type { Lint } from './lint.ts'
import { createLintContext } from './lint-context.ts'
import { lints } from './lints/index.ts'

/**
 * What the policies of a world say and their author cannot have meant: selectors that match nobody, ports of Services, names that nobody
 * resolves, rules without effect. Policies that a judge refuses are left to it.
 *
 * @param chosen Some of {@link lints}.
 * @returns Problems in the order of files and lines.
 */
export function lintPolicies(
  prepared: PreparedWorld,
  chosen: readonly Lint[] = lints,
): readonly Problem[] {
  const context = createLintContext(prepared)
  return sortProblems(
    chosen.flatMap(({ id, severity, check }) =>
      check(context).map(
        ({ policy, pointer, message, hint }): Problem => ({
          id,
          severity,
          where: whereIn(policy.source, pointer),
          message,
          hint,
        }),
      ),
    ),
  )
}
