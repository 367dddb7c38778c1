import type { Problem } from '@skyctl/core'
import { rules } from '../checks/rules/index.ts'
import { findProblems, runChecks } from '../checks/run-checks.ts'
import type { ReadFile } from './read-source.ts'
import { environmentWorld } from './worlds.ts'

/** What the guardrails say of one environment. */
export interface TreeFindings {
  readonly problems: readonly Problem[]
  /** What an exception of the environment covers. */
  readonly suppressed: readonly Problem[]
}

/** The guardrails over the files of one environment of a tree, wherever they were read from; nothing where it has no readable profile. */
export function treeFindings(files: readonly ReadFile[]): TreeFindings {
  const world = environmentWorld(files)
  if (world === undefined) return { problems: [], suppressed: [] }
  const problems = runChecks(world)
  const said = new Set(problems.map(findingKey))
  const suppressed = findProblems(world, rules).filter((one) => !said.has(findingKey(one)))
  return { problems, suppressed }
}

/** The same finding, wherever it stands. */
export function findingKey({ id, where, message }: Problem): string {
  return [id, where.object, where.pointer, message].join('\u0000')
}
