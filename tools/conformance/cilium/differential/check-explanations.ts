import { query } from '../../../../packages/policy-lib/src/testing/worlds.ts'
import type { Report } from '../../report.ts'
import { askCilium } from '../cilium-judge.ts'
import type { OurJudge } from '../our-judge.ts'
import { differenceAt } from './compare-worlds.ts'
import { explanations } from './explanations.ts'

/** Every explanation explains a difference: that of its own example, and there no other one counts. */
export function checkExplanations(ours: OurJudge, report: Report): void {
  const questions = explanations.map(({ example: { world, flow, profile } }) => ({
    world,
    queries: [query(flow)],
    ...(profile === undefined ? {} : { profile }),
  }))
  const answers = askCilium(questions)
  for (const [index, { id }] of explanations.entries()) {
    const [question, theirs] = [questions[index], answers[index]]
    if (question === undefined || theirs === undefined) throw new Error('an answer is missing')
    const explained = new Map<string, number>()
    const difference = differenceAt(ours(question), theirs, 0, explained)
    const found = difference ?? ([...explained.keys()].join(', ') || 'there is no difference')
    report.check(found === id, `explanation ${id} explains its example`, found)
  }
}
