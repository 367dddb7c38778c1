import type { ClusterRule } from '../rule.ts'
import { walkSchema } from '../walk-schema.ts'

/** Every field has the type that eksctl decodes it into. YAML makes a number of an unquoted version. */
export const requireFieldTypes: ClusterRule = {
  id: 'require-field-types',
  check: ({ config }) =>
    walkSchema(config).flatMap((violation) =>
      violation.kind === 'type'
        ? [
            {
              pointer: violation.pointer,
              message: `expected ${violation.expected}, found ${violation.actual}: eksctl cannot decode the file`,
              hint:
                violation.expected === 'string'
                  ? 'quote the value'
                  : `write ${article(violation.expected)}`,
            },
          ]
        : [],
    ),
}

function article(type: string): string {
  return /^[aeio]/.test(type) ? `an ${type}` : `a ${type}`
}
