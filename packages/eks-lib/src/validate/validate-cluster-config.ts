import type { JsonObject, Problem } from '@skyctl/core'
import { text } from './plain-data.ts'
import type { Phase } from './rule.ts'
import { clusterRules } from './rules/index.ts'

export interface ValidateClusterConfigOptions {
  readonly phase: Phase
  /** Path of the file, relative to the workspace. */
  readonly file?: string
}

/**
 * Everything that is wrong with an eksctl ClusterConfig, anybody's, as far as that can be known without AWS: what eksctl
 * 0.230.0 refuses, what it lets through and AWS refuses, and what a cluster with its own CNI must not do.
 */
export function validateClusterConfig(
  config: JsonObject,
  { phase, file }: ValidateClusterConfigOptions,
): readonly Problem[] {
  const name = text(config, 'metadata', 'name')
  const where = {
    ...(file !== undefined && { file }),
    object: `eksctl.io/ClusterConfig${name === undefined ? '' : ` ${name}`}`,
  }
  return clusterRules.flatMap(({ id, check }) =>
    check({ config, phase }).map(({ pointer, message, hint }) => ({
      id,
      severity: 'error' as const,
      where: { ...where, pointer },
      message,
      hint,
    })),
  )
}
