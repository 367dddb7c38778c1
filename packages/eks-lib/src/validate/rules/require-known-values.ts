import { suggestionHint } from '@skyctl/core'
import type { ClusterRule } from '../rule.ts'
import { walkSchema } from '../walk-schema.ts'

/**
 * A field with a fixed set of values holds one of them. eksctl checks few of these sets itself: a misspelt
 * `vpc.nat.gateway` fails when it writes the CloudFormation template, after its first calls to AWS.
 */
export const requireKnownValues: ClusterRule = {
  id: 'require-known-values',
  check: ({ config }) =>
    walkSchema(config).flatMap((violation) =>
      violation.kind === 'value'
        ? [
            {
              pointer: violation.pointer,
              message: `'${violation.value}' is none of the values that eksctl knows for this field`,
              hint: suggestionHint(violation.value, violation.allowed),
            },
          ]
        : [],
    ),
}
