import type { ClusterRule } from '../rule.ts'
import { walkSchema } from '../walk-schema.ts'

/** Every field that eksctl's schema requires is set. Some of them only AWS misses. */
export const requireFields: ClusterRule = {
  id: 'require-fields',
  check: ({ config }) =>
    walkSchema(config).flatMap((violation) =>
      violation.kind === 'missing'
        ? [
            {
              pointer: violation.pointer,
              message: `${violation.field} is not set, and eksctl requires it`,
              hint: `set ${violation.field}`,
            },
          ]
        : [],
    ),
}
