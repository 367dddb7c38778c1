import type { Query } from '@skyctl/policy-lib'
import type { Report } from '../../report.ts'
import { askCilium, type Question } from '../cilium-judge.ts'
import type { OurJudge } from '../our-judge.ts'
import { differenceAt, wrongWithWorld } from './compare-worlds.ts'
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
const shown = 20
const shownOfEach = 2

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
  const find = (all: readonly Question[]) => findWrong(all, ours)
  const fail = (title: string, what: string, question: Question, query: Query) => {
    const isKnown = (seen.get(what) ?? 0) >= shownOfEach || seen.size >= shown
    seen.set(what, (seen.get(what) ?? 0) + 1)
    const small = isKnown ? '' : `\n${format(shrink(question, query, what, find))}`
    report.fail(title, `${what}${small}`)
  }
  let [asked, rejected] = [0, 0]
  for (const [index, question] of questions.entries()) {
    const [their, our] = [theirs[index], own[index]]
    if (their === undefined || our === undefined) throw new Error(`world ${index} has no answer`)
    const title = `world ${index} of seed ${seed}`
    const wrong = wrongWithWorld(our, their)
    rejected += their.rejected.length
    if (wrong === undefined) report.pass()
    for (const [at, query] of question.queries.entries()) {
      if (wrong !== undefined) {
        fail(title, wrong, question, query)
        break
      }
      asked++
      const verdict = their.verdicts[at]?.verdict ?? ''
      verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1)
      const difference = differenceAt(our, their, at, explained)
      if (difference === undefined) report.pass()
      else fail(`${title}, query ${at}`, difference, question, query)
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

function findWrong(questions: readonly Question[], ours: OurJudge): (string | undefined)[] {
  const theirs = askCilium(questions)
  return questions.map((question, index) => {
    const [our, their] = [ours(question), theirs[index]]
    return their && (wrongWithWorld(our, their) ?? differenceAt(our, their, 0))
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
