import type { JsonObject, Problem } from '@skyctl/core'
import { commands, inOnePass, type RealFile } from './corpus.ts'
import { askEksctl, type Verdict } from './eksctl-judge.ts'
import { type Explanation, explanations, type Source } from './explanations.ts'
import { describe, judgeOurselves } from './judge-ourselves.ts'
import { type Mutant, mutantsOf } from './mutate.ts'
import type { Report } from './report.ts'

export interface MutantCounts {
  readonly mutants: number
  readonly accepted: number
  readonly refused: number
  readonly explained: ReadonlyMap<string, number>
}

/** Every mutant of every file: the same verdict, or a difference that is explained. */
export function checkMutants(files: readonly RealFile[], report: Report): MutantCounts {
  const explained = new Map<string, number>(explanations.map(({ id }) => [id, 0]))
  let [mutants, accepted, refused] = [0, 0, 0]
  for (const { path, source, config } of [...files, ...files.flatMap(inOnePass)]) {
    const all = mutantsOf(withShortPolicies(config))
    mutants += all.length
    const verdicts = commands[source].map((command) =>
      askEksctl(
        all.map((mutant, index) => ({
          id: String(index),
          file: JSON.stringify(mutant.config),
          command,
        })),
      ),
    )
    all.forEach((mutant, index) => {
      const refusal = verdicts.map((list) => list[index]).find((verdict) => !verdict?.accepted)
      const problems = judgeOurselves(mutant.config, source)
      if ((refusal === undefined) === (problems.length === 0)) {
        if (refusal === undefined) accepted++
        else refused++
        return
      }
      const title = `${path} (${source}), ${mutant.operator} ${mutant.pointer}`
      const entries = explain(refusal, problems, mutant, source)
      for (const [what, entry] of entries) {
        if (entry === undefined) report.fail(title, what)
      }
      if (entries.some(([, entry]) => entry === undefined)) return
      report.pass()
      for (const { id } of new Set(entries.flatMap(([, entry]) => entry ?? []))) {
        explained.set(id, (explained.get(id) ?? 0) + 1)
      }
    })
  }
  report.passed(accepted + refused)
  return { mutants, accepted, refused, explained }
}

/** Policy documents of one statement: eksctl passes them on unread, and most of a file is policies. */
function withShortPolicies(config: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(config), (key, value) =>
    key === 'attachPolicy' && Array.isArray(value?.Statement)
      ? { ...value, Statement: value.Statement.slice(0, 1) }
      : value,
  ) as JsonObject
}

/** Every problem of ours needs an explanation of its own; a refusal of eksctl's is one message. */
function explain(
  refusal: Verdict | undefined,
  problems: readonly Problem[],
  mutant: Mutant,
  source: Source,
): readonly (readonly [string, Explanation | undefined])[] {
  if (refusal !== undefined) {
    const message = refusal.error ?? ''
    const entry = explanations.find(
      (known) => known.stricter === 'eksctl' && known.matches(message, mutant, source),
    )
    return [[`only eksctl refuses: ${message}`, entry]]
  }
  return problems.map((problem) => {
    const entry = explanations.find(
      (known) =>
        known.stricter === 'ours' &&
        known.rules.includes(problem.id) &&
        known.matches(problem, mutant, source),
    )
    return [`only we refuse: ${describe([problem])}`, entry]
  })
}
