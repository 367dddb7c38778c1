import type { ClusterRule } from '../rule.ts'
import { walkSchema } from '../walk-schema.ts'

/** Every field has the type that eksctl decodes it into. YAML makes a number of an unquoted version. */
export const requireFieldTypes: ClusterRule = {
  id: 'require-field-types',
  check: ({ config }) =>
    walkSchema(config).flatMap((violation) => {
      if (violation.kind !== 'type') return []
      const { pointer, expected, actual } = violation
      if (actual === 'null') {
        return [
          {
            pointer,
            message: 'eksctl makes an empty element of a null in a list, and asks AWS for that',
            hint: 'remove it',
          },
        ]
      }
      return [
        {
          pointer,
          message: `expected ${expected}, found ${actual}: eksctl cannot decode the file`,
          hint: expected === 'string' ? 'quote the value' : `write ${article(expected)}`,
        },
      ]
    }),
}

function article(type: string): string {
  return /^[aeio]/.test(type) ? `an ${type}` : `a ${type}`
}
