import { type Problem, suggestionHint } from '@skyctl/core'
import { laterRules, rules } from './rules/index.ts'
import type { World } from './world.ts'

/**
 * Drops the findings that the environment names under `suppressions`: by rule and object, each with a reason. One that
 * matches nothing is a finding itself, so that the list shrinks with the reasons for it. Whether one has expired is
 * not asked here: the tree knows no clock.
 */
export function applySuppressions(problems: readonly Problem[], world: World): Problem[] {
  const { suppressions } = world.profile
  const byFinding = new Map(
    suppressions.map(({ rule, object }, index) => [`${rule} ${object}`, index]),
  )
  const used = new Set<number>()
  const left = problems.filter((problem) => {
    const index = byFinding.get(`${problem.id} ${problem.where.object}`)
    if (index === undefined) return true
    used.add(index)
    return false
  })
  const known = new Set([...rules, ...laterRules].map(({ id }) => id))
  const unused = suppressions.flatMap(({ rule, object }, index): Problem[] => {
    // An object that waits for a fact has no findings yet; it will when the fact is known.
    if (used.has(index) || (known.has(rule) && world.isPending(object))) return []
    return [
      {
        id: 'unused-suppression',
        severity: 'warning',
        where: placeOf(world, index),
        ...(known.has(rule)
          ? {
              message: `'${rule}' has no finding on ${object} any more, so the exception is not needed`,
              hint: 'remove it',
            }
          : {
              message: `there is no guardrail '${rule}', so the exception for ${object} has no effect`,
              hint: suggestionHint(rule, known),
            }),
      },
    ]
  })
  return [...left, ...unused]
}

/**
 * Suppressions whose last day is before `today`: what was accepted for a time is accepted no longer. Only for
 * commands that may ask for the date, never for `generate`.
 *
 * @param today YYYY-MM-DD
 */
export function expiredSuppressions(world: World, today: string): Problem[] {
  return world.profile.suppressions.flatMap(
    ({ rule, object, reason, expires }, index): Problem[] =>
      expires >= today
        ? []
        : [
            {
              id: 'expired-suppression',
              severity: 'error',
              where: placeOf(world, index),
              message: `the exception of ${object} from '${rule}' ended on ${expires}; its reason was: ${reason}`,
              hint: 'do what the rule asks for, or give the exception another date and say why it still holds',
            },
          ],
  )
}

/** The entry in the environment's file; its pointer is one into the list as it is merged. */
function placeOf({ profile }: World, index: number): Problem['where'] {
  return {
    file: `environments/${profile.environment}.yaml`,
    object: profile.suppressions[index]?.object ?? '',
    pointer: `/suppressions/${index}`,
  }
}
