import type { Report } from '../../report.ts'
import { askCilium, type Question, type WorldAnswer } from '../cilium-judge.ts'
import type { OurAnswer, OurJudge } from '../our-judge.ts'
import { differenceOf } from './compare.ts'
import { explanations } from './explanations.ts'
import { createRandom } from './random.ts'
import { randomQuestion } from './random-world.ts'
import { shrink } from './shrink.ts'

export interface RandomOptions {
  readonly seed: number
  readonly worlds: number
  readonly queries: number
  readonly ours: OurJudge
  readonly report: Report
}

export interface RandomTally {
  readonly queries: number
  readonly rejected: number
  readonly verdicts: ReadonlyMap<string, number>
  readonly explained: ReadonlyMap<string, number>
  /** How often each difference was seen. */
  readonly differences: ReadonlyMap<string, number>
  readonly secondsOfCilium: number
  readonly secondsOfOurs: number
}

/** Kinds of difference of which worlds are printed in full, each as small as it gets. */
const shown = 16
const shownOfEach = 3

/** Random worlds, answered by Cilium's engine and by policy-lib: every verdict, and who is refused, must be the same. */
export function checkRandomWorlds(options: RandomOptions): RandomTally {
  const { seed, worlds, queries, ours, report } = options
  const random = createRandom(seed)
  const questions = Array.from({ length: worlds }, () => randomQuestion(random, queries))
  const [theirs, secondsOfCilium] = timed(() => askCilium(questions))
  const [own, secondsOfOurs] = timed(() => questions.map(ours))
  const verdicts = new Map<string, number>()
  const explained = new Map(explanations.map(({ id }) => [id, 0]))
  const seen = new Map<string, number>()
  let [asked, rejected] = [0, 0]
  for (const [index, question] of questions.entries()) {
    const [their, our] = [theirs[index], own[index]]
    if (their === undefined || our === undefined) throw new Error(`world ${index} has no answer`)
    const title = `world ${index} of seed ${seed}`
    const wrong = wrongWithWorld(our, their)
    report.check(
      wrong === undefined,
      title,
      `${wrong}\n${JSON.stringify(question.profile ?? {})}\n${wrong === undefined ? '' : JSON.stringify(question.world.slice(-5))}`,
    )
    rejected += their.rejected.length
    if (wrong !== undefined) continue
    for (const [at, query] of question.queries.entries()) {
      asked++
      const difference = differenceAt(our, their, at, explained)
      const verdict = their.verdicts[at]?.verdict ?? ''
      verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1)
      if (difference === undefined) {
        report.pass()
        continue
      }
      const isKnown = (seen.get(difference) ?? 0) >= shownOfEach || seen.size >= shown
      seen.set(difference, (seen.get(difference) ?? 0) + 1)
      const find = (all: readonly Question[]) => findWrong(all, ours)
      const small = isKnown ? '' : `\n${format(shrink(question, query, difference, find))}`
      report.fail(`${title}, query ${at}`, `${difference}${small}`)
    }
  }
  return {
    queries: asked,
    rejected,
    verdicts,
    explained,
    differences: seen,
    secondsOfCilium,
    secondsOfOurs,
  }
}

function wrongWithWorld(ours: OurAnswer, theirs: WorldAnswer): string | undefined {
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

function differenceAt(
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

function findWrong(questions: readonly Question[], ours: OurJudge): (string | undefined)[] {
  const theirs = askCilium(questions)
  return questions.map((question, index) => {
    const [our, their] = [ours(question), theirs[index]]
    if (their === undefined || wrongWithWorld(our, their) !== undefined) return undefined
    return differenceAt(our, their, 0)
  })
}

function format({ world, queries, profile }: Question): string {
  return [
    ...world.map((object) => JSON.stringify(object)),
    ...queries.map((query) => `asked: ${JSON.stringify(query)}`),
    ...(profile === undefined ? [] : [`profile: ${JSON.stringify(profile)}`]),
  ].join('\n')
}

function timed<T>(run: () => T): [T, number] {
  const start = performance.now()
  const result = run()
  return [result, (performance.now() - start) / 1000]
}
