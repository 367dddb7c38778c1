import type { LintFinding } from './lint.ts'
import type { LintContext } from './lint-context.ts'

/** What was already noted of the policies while they were read. */
export function notedProblems(id: string, { problems, policies }: LintContext): LintFinding[] {
  const byId = new Map(policies.map((policy) => [policy.id, policy]))
  return problems.flatMap((problem) => {
    const policy = byId.get(problem.where.object ?? '')
    if (problem.id !== id || policy === undefined) return []
    const { message, hint, where } = problem
    return [
      { policy, pointer: (where.pointer ?? '').slice(policy.source.pointer.length), message, hint },
    ]
  })
}
