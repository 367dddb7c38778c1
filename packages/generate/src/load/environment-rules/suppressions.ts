import type { Environment } from '@skyctl/model'
import type { EnvironmentFinding } from './rule.ts'

/** A finding is suppressed once: of two entries, nobody could say which reason and date hold. */
export function suppressionRule({ suppressions }: Environment): readonly EnvironmentFinding[] {
  const keys = suppressions.map(({ rule, object }) => `${rule} ${object}`)
  return suppressions.flatMap(({ rule, object }, index): EnvironmentFinding[] =>
    keys.indexOf(keys[index] ?? '') < index
      ? [
          {
            id: 'unique-suppression',
            path: ['suppressions', index],
            message: `${rule} is suppressed twice for ${object}: two reasons, two dates, and nobody can say which holds`,
            hint: 'keep one of the two entries',
          },
        ]
      : [],
  )
}
