import { suggestionHint } from '@skyctl/core'
import { pointer, text } from '../plain-data.ts'
import type { ClusterRule } from '../rule.ts'

/** Regions that eksctl 0.230.0 supports (types.go, SupportedRegions). */
const regions: readonly string[] = [
  'af-south-1',
  ...['ap-east-1', 'ap-east-2', 'ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3'],
  ...['ap-south-1', 'ap-south-2', 'ap-southeast-1', 'ap-southeast-2', 'ap-southeast-3'],
  ...['ap-southeast-4', 'ap-southeast-5', 'ap-southeast-6', 'ap-southeast-7'],
  ...['ca-central-1', 'ca-west-1', 'cn-north-1', 'cn-northwest-1'],
  ...['eu-central-1', 'eu-central-2', 'eu-isoe-west-1', 'eu-north-1', 'eu-south-1', 'eu-south-2'],
  ...['eu-west-1', 'eu-west-2', 'eu-west-3', 'il-central-1', 'me-central-1', 'me-south-1'],
  ...['mx-central-1', 'sa-east-1', 'us-east-1', 'us-east-2', 'us-gov-east-1', 'us-gov-west-1'],
  ...['us-iso-east-1', 'us-iso-west-1', 'us-isob-east-1', 'us-isob-west-1', 'us-isof-east-1'],
  ...['us-isof-south-1', 'us-west-1', 'us-west-2'],
]

/** The region is one that eksctl supports; every command fails in another. */
export const requireKnownRegion: ClusterRule = {
  id: 'require-known-region',
  check: ({ config }) => {
    const region = text(config, 'metadata', 'region')
    if (region === undefined || regions.includes(region)) return []
    return [
      {
        pointer: pointer('metadata', 'region'),
        message: `eksctl supports no region '${region}'`,
        hint: suggestionHint(region, regions),
      },
    ]
  },
}
