import { suggestionHint } from '@skyctl/core'
import type { Environment } from '@skyctl/model'
import { awsRegions } from './aws-regions.ts'
import type { EnvironmentFinding } from './rule.ts'

/** The region exists, as far as this release knows. */
export function regionRule({ region }: Environment): readonly EnvironmentFinding[] {
  if (awsRegions.includes(region)) return []
  return [
    {
      id: 'known-region',
      path: ['region'],
      message: `'${region}' is no AWS region in which eksctl creates clusters`,
      hint: suggestionHint(region, awsRegions),
    },
  ]
}
