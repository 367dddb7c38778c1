import type { WorldAnswer } from '../cilium-judge.ts'
import type { OurAnswer } from '../our-judge.ts'
import { differenceOf } from './compare.ts'
import { explanations } from './explanations.ts'

/** What keeps two answers from being compared: an error, or that different policies are refused. */
export function wrongWithWorld(ours: OurAnswer, theirs: WorldAnswer): string | undefined {
  if (ours.error !== undefined || theirs.error !== undefined) {
    return `policy-lib says ${ours.error ?? 'nothing'}, the judge ${theirs.error ?? 'nothing'}`
  }
  const [own, other] = [
    [...ours.rejected].sort(),
    theirs.rejected
      .map(({ object }) => object)
      .filter((object) => !object.includes('CiliumCIDRGroup'))
      .sort(),
  ]
  if (own.join() === other.join()) return undefined
  const reasons = theirs.rejected.map(
    ({ object, judge, errors }) => `${object} ${judge}: ${errors.join('; ')}`,
  )
  return `policy-lib refuses ${own.join(', ') || 'nothing'}, Cilium ${reasons.join(' | ') || 'nothing'}`
}

/**
 * In what the answers to one query differ, unless that is meant.
 *
 * @param explained Counts what is meant.
 */
export function differenceAt(
  ours: OurAnswer,
  theirs: WorldAnswer,
  at: number,
  explained?: Map<string, number>,
): string | undefined {
  const [our, their] = [ours.verdicts[at], theirs.verdicts[at]]
  if (our === undefined || their === undefined) return 'there is no answer'
  const difference = differenceOf(our, their)
  if (difference === undefined) return undefined
  const found = explanations.find(({ explains }) => explains(our, their))
  if (found === undefined) return difference
  explained?.set(found.id, (explained.get(found.id) ?? 0) + 1)
  return undefined
}
