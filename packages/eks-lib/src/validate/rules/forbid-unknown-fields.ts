import { suggestionHint } from '@skyctl/core'
import type { ClusterRule } from '../rule.ts'
import { walkSchema } from '../walk-schema.ts'

/**
 * Only fields that eksctl knows, by its schema of this version. It refuses an unknown field, but one that differs in case
 * only it drops without a word: its strict reader folds case, the reader whose result it uses does not (eks/api.go,
 * ParseConfig). That is the worse mistake.
 */
export const forbidUnknownFields: ClusterRule = {
  id: 'forbid-unknown-fields',
  check: ({ config }) =>
    walkSchema(config).flatMap((violation) =>
      violation.kind === 'unknown'
        ? [
            {
              pointer: violation.pointer,
              message: `eksctl knows no field '${violation.field}' here: it refuses the file, or drops the field where only its case is wrong`,
              hint: suggestionHint(violation.field, violation.known),
            },
          ]
        : [],
    ),
}
