import type { Problem } from '@skyctl/core'
import { findingKey, type TreeFindings } from '@skyctl/generate/tree-findings'

/** Findings of the guardrails that came and went. */
export interface FindingChanges {
  readonly fresh: readonly FoundProblem[]
  readonly fixed: readonly FoundProblem[]
  /** Found now, and covered by an exception of the environment. */
  readonly suppressed: readonly FoundProblem[]
}

/** A finding with the environments that have it. */
export interface FoundProblem {
  readonly problem: Problem
  readonly environments: readonly string[]
}

/** Findings of both sides of one environment. */
export interface FindingSides {
  readonly base: TreeFindings
  readonly head: TreeFindings
  /** Identity texts of objects that have another name now. */
  readonly renamed: ReadonlyMap<string, string>
}

/** Compares findings by rule, object and field, without regard to lines and to the words in which a rule says it. */
export function findingChanges(environments: ReadonlyMap<string, FindingSides>): FindingChanges {
  const only = (
    choose: (sides: FindingSides) => readonly [readonly Problem[], readonly Problem[]],
  ) =>
    fold(
      [...environments].flatMap(([environment, sides]) => {
        const [own, other] = choose(sides)
        const known = new Set(other.map((problem) => placeOf(problem, sides.renamed)))
        return own
          .filter((problem) => !known.has(placeOf(problem, sides.renamed)))
          .map((problem) => ({ environment, problem }))
      }),
    )
  return {
    fresh: only(({ base, head }) => [head.problems, [...base.problems, ...base.suppressed]]),
    fixed: only(({ base, head }) => [base.problems, [...head.problems, ...head.suppressed]]),
    suppressed: only(({ base, head }) => [head.suppressed, base.suppressed]),
  }
}

function placeOf({ id, where }: Problem, renamed: ReadonlyMap<string, string>): string {
  const { object = '', pointer } = where
  return [id, renamed.get(object) ?? object, pointer].join('\u0000')
}

function fold(
  found: readonly { readonly environment: string; readonly problem: Problem }[],
): readonly FoundProblem[] {
  const byText = new Map<string, { problem: Problem; environments: string[] }>()
  for (const { environment, problem } of found) {
    const key = findingKey(problem).replaceAll(environment, '<environment>')
    const known = byText.get(key)
    if (known === undefined) byText.set(key, { problem, environments: [environment] })
    else known.environments.push(environment)
  }
  return [...byText.values()]
}
