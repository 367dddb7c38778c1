import type { JsonObject } from '@skyctl/core'
import type { ObjectFinding } from '@skyctl/schema-lib'
import type { Report } from '../report.ts'
import { type Explanation, explanations } from './explanations.ts'
import { describe, type Judge } from './judge-ourselves.ts'
import { askKubernetes, type Verdict } from './kubernetes-judge.ts'
import { createMutator, type Mutant } from './mutate.ts'

export interface MutantCounts {
  readonly operators: number
  readonly mutants: number
  readonly accepted: number
  readonly refused: number
  /** Refused for fields that no kind knows, misspelt or strange. */
  readonly unknownFields: number
  readonly explained: ReadonlyMap<string, number>
}

/** How many objects of a kind are damaged at the same place. */
const perPlace = 2

/** Every mutant of every object: the same verdict, or a difference that is explained. */
export function checkMutants(
  objects: readonly JsonObject[],
  judge: Judge,
  report: Report,
): MutantCounts {
  const mutate = createMutator(perPlace)
  const operators = new Set<string>()
  const explained = new Map<string, number>(explanations.map(({ id }) => [id, 0]))
  let [mutants, accepted, refused, unknownFields] = [0, 0, 0, 0]
  for (const object of objects) {
    const damaged = mutate(object)
    const verdicts = askKubernetes(damaged.map((mutant) => mutant.object))
    mutants += damaged.length
    damaged.forEach((mutant, index) => {
      operators.add(mutant.operator)
      const verdict = verdicts[index] as Verdict
      const findings = judge(mutant.object)
      if (verdict.accepted === (findings.length === 0)) {
        if (verdict.accepted) accepted++
        else refused++
        if (verdict.stage === 'strict') unknownFields++
        return
      }
      const entries = explain(verdict, findings, mutant)
      const title = `${String(object.kind)} ${nameOf(object)}, ${mutant.operator} ${mutant.pointer}`
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
  return { operators: operators.size, mutants, accepted, refused, unknownFields, explained }
}

/** Every finding of ours needs an explanation of its own, and so does each of the API server's. */
function explain(
  { accepted, errors = [] }: Verdict,
  findings: readonly ObjectFinding[],
  mutant: Mutant,
): readonly (readonly [string, Explanation | undefined])[] {
  if (!accepted) {
    return errors.map((error) => [
      `only the API server refuses: ${error}`,
      explanations.find((entry) => entry.stricter === 'upstream' && entry.matches(error, mutant)),
    ])
  }
  return findings.map((finding) => [
    `only we refuse: ${describe([finding])}`,
    explanations.find(
      (entry) =>
        entry.stricter === 'ours' && entry.finding === finding.id && entry.matches(finding, mutant),
    ),
  ])
}

function nameOf({ metadata }: JsonObject): string {
  const { name } = (metadata ?? {}) as JsonObject
  return String(name)
}
