import type { Problem } from '@skyctl/core'
import type { World } from './world.ts'

/**
 * Drops the findings that the environment names under `suppressions`: by rule and object, each with a reason. One that
 * matches nothing is a finding itself, so that the list shrinks with the reasons for it. Whether one has expired is
 * not asked here: the tree knows no clock.
 */
export function applySuppressions(problems: readonly Problem[], world: World): Problem[] {
  const { suppressions, environment } = world.profile
  const used = new Set<number>()
  const left = problems.filter((problem) => {
    const index = suppressions.findIndex(
      ({ rule, object }) => rule === problem.id && object === problem.where.object,
    )
    if (index < 0) return true
    used.add(index)
    return false
  })
  const unused = suppressions.flatMap(({ rule, object }, index): Problem[] => {
    // An object that waits for a fact has no findings yet; it will when the fact is known.
    if (used.has(index) || world.isPending(object)) return []
    return [
      {
        id: 'unused-suppression',
        severity: 'warning',
        where: {
          file: `environments/${environment}.yaml`,
          object,
          pointer: `/suppressions/${index}`,
        },
        message: `'${rule}' has no finding on ${object} any more, so the exception is not needed`,
        hint: 'remove it',
      },
    ]
  })
  return [...left, ...unused]
}
