import type { Json } from '@skyctl/core'

/** The name at the end of a policy's ARN, without its path. */
export function policyName(arn: Json): string {
  return typeof arn === 'string' ? arn.slice(arn.lastIndexOf('/') + 1) : ''
}
