import type { Report } from '../report.ts'
import { type Case, formatVerdict, readFlow } from './cases/case.ts'
import { askCilium, type Question, type WorldAnswer } from './cilium-judge.ts'
import { differenceAt } from './differential/compare-worlds.ts'
import type { OurJudge } from './our-judge.ts'

/** Holds the engine against what the reference says. A difference is a fault of the reference, or of the judge: never one to explain away. */
export function checkCases(cases: readonly Case[], report: Report): readonly WorldAnswer[] {
  const answers = askCilium(cases.map(questionOf))
  for (const [index, one] of cases.entries()) {
    const title = titleOf(one)
    const answer = answers[index]
    if (answer === undefined || answer.error !== undefined) {
      report.fail(title, answer?.error ?? 'no answer')
      continue
    }
    const refused = answer.rejected.map(({ judge, object }) => `${judge} ${object.split(' ')[1]}`)
    const expected = [...(one.rejected ?? [])]
    report.check(
      refused.sort().join() === expected.sort().join(),
      `${title}: who refuses`,
      `expected ${expected.join(', ') || 'nobody'}, got ${refused.join(', ') || 'nobody'}: ${answer.rejected.flatMap(({ errors }) => errors).join('; ')}`,
    )
    for (const [at, [flow, wanted]] of Object.entries(one.expect).entries()) {
      const verdict = answer.verdicts[at]
      const got = verdict === undefined ? 'no answer' : formatVerdict(verdict)
      report.check(got === wanted, `${title}: ${flow}`, `expected ${wanted}, got ${got}`)
    }
  }
  return answers
}

/** Holds policy-lib against the engine, in the worlds of the cases. */
export function checkCasesAgainstOurs(
  cases: readonly Case[],
  theirs: readonly WorldAnswer[],
  ours: OurJudge,
  report: Report,
): void {
  for (const [index, one] of cases.entries()) {
    const [our, their] = [ours(questionOf(one)), theirs[index]]
    if (their === undefined) throw new Error(`case ${index} has no answer`)
    for (const [at, flow] of Object.keys(one.expect).entries()) {
      const difference = differenceAt(our, their, at)
      report.check(difference === undefined, `policy-lib, ${titleOf(one)}: ${flow}`, difference)
    }
  }
}

function titleOf({ rule, title }: Case): string {
  return rule === 'corner' ? `the table of corners: ${title}` : `rule ${rule}: ${title}`
}

/** A case as a question. */
export function questionOf({ world, profile, expect }: Case): Question {
  return {
    world,
    queries: Object.keys(expect).map(readFlow),
    ...(profile === undefined ? {} : { profile }),
  }
}
