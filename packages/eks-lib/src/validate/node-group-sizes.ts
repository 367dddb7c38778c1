import type { JsonObject } from '@skyctl/core'
import { number } from './plain-data.ts'

/** Nodes of a group that says no number (eksctl types.go, DefaultNodeCount). */
const defaultNodeCount = 2

export interface NodeGroupSizes {
  readonly min: number
  readonly desired: number
  readonly max: number
}

/** The sizes of a group once eksctl has filled in those that are not set (validation.go, ValidateManagedNodeGroup). */
export function sizesOf(group: JsonObject): NodeGroupSizes {
  const desired = number(group, 'desiredCapacity')
  const min = number(group, 'minSize') ?? desired ?? defaultNodeCount
  // At least 1, as an Auto Scaling group cannot have a maximum of 0.
  const max = number(group, 'maxSize') ?? ((desired ?? min) || 1)
  return { min, desired: desired ?? min, max }
}
