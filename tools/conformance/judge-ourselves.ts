import type { JsonObject, Problem } from '@skyctl/core'
import { validateClusterConfig } from '@skyctl/eks-lib'
import { phaseOf } from './corpus.ts'
import type { Source } from './explanations.ts'

/** Rules of ours about nodes that no config of a stranger's has to follow. */
const ourOwn = ['require-node-policies', 'forbid-cni-policy-on-nodes']

/** What our rules find in a config of this source. */
export function judgeOurselves(config: JsonObject, source: Source): readonly Problem[] {
  const problems = validateClusterConfig(config, { phase: phaseOf(source) })
  return source === 'stranger' ? problems.filter(({ id }) => !ourOwn.includes(id)) : problems
}

/** Problems as lines of a report. */
export function describe(problems: readonly Problem[]): string {
  return problems
    .map(({ id, where, message }) => `${id} at ${where.pointer}: ${message}`)
    .join('\n')
}
