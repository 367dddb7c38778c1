import type { JsonObject } from '@skyctl/core'
import type { ObjectFinding } from '@skyctl/schema-lib'
import type { Report } from '../report.ts'
import type { Explanation } from './explanations.ts'
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
  /** Refused by us alone, where the comparison passes over that. */
  readonly beyond: number
  readonly explained: ReadonlyMap<string, number>
}

export interface Comparison {
  readonly judge: Judge
  readonly explanations: readonly Explanation[]
  readonly report: Report
  /** Objects of which only places are damaged that none before had. They are judged as they are, too. */
  readonly specimens?: readonly JsonObject[]
  /** The API server does not say all that is said about these kinds: what only we refuse, and what both accept, is no check. */
  readonly mayRefuseMore?: boolean
  /** Hears what the API server says, after our judge has spoken. */
  readonly hear?: (verdict: Verdict) => void
}

/** How many objects of a kind are damaged at the same place. */
const perPlace = 2

/** Mutants that are judged together: the API server reads all CRDs when it starts. */
const perBatch = 20_000

/** Every mutant of every object: the same verdict, or a difference that is explained. */
export function checkMutants(
  objects: readonly JsonObject[],
  { judge, explanations, report, specimens = [], mayRefuseMore = false, hear }: Comparison,
): MutantCounts {
  const operators = new Set<string>()
  const explained = new Map<string, number>(explanations.map(({ id }) => [id, 0]))
  let [mutants, accepted, refused, unknownFields, beyond] = [0, 0, 0, 0, 0]
  for (const damaged of batchesOf(objects, specimens)) {
    const verdicts = askKubernetes(damaged.map(({ mutant }) => mutant.object))
    mutants += damaged.length
    damaged.forEach(({ object, mutant }, index) => {
      operators.add(mutant.operator)
      const verdict = verdicts[index] as Verdict
      const findings = judge(mutant.object)
      hear?.(verdict)
      if (verdict.accepted === (findings.length === 0)) {
        if (verdict.accepted) accepted++
        else refused++
        if (verdict.stage === 'strict') unknownFields++
        return
      }
      if (verdict.accepted && mayRefuseMore) {
        beyond++
        return
      }
      const entries = explain(verdict, findings, mutant, explanations)
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
  report.passed(mayRefuseMore ? refused : accepted + refused)
  return { operators: operators.size, mutants, accepted, refused, unknownFields, beyond, explained }
}

interface Damaged {
  readonly object: JsonObject
  readonly mutant: Mutant
}

function* batchesOf(
  objects: readonly JsonObject[],
  specimens: readonly JsonObject[],
): Generator<readonly Damaged[]> {
  const mutate = createMutator(perPlace)
  let batch: Damaged[] = []
  const damaged = (object: JsonObject, mutants: readonly Mutant[]) =>
    mutants.map((mutant) => ({ object, mutant }))
  for (const [object, isSpecimen] of [
    ...objects.map((object) => [object, false] as const),
    ...specimens.map((object) => [object, true] as const),
  ]) {
    const asItIs: Mutant = { operator: 'none', pointer: '', object }
    batch.push(...damaged(object, isSpecimen ? [asItIs, ...mutate(object, 1)] : mutate(object)))
    if (batch.length < perBatch) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** Every finding of ours needs an explanation of its own, and so does each of the API server's. */
function explain(
  { accepted, errors = [] }: Verdict,
  findings: readonly ObjectFinding[],
  mutant: Mutant,
  explanations: readonly Explanation[],
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
        entry.stricter === 'ours' &&
        entry.findings.includes(finding.id) &&
        entry.matches(finding, mutant),
    ),
  ])
}

function nameOf({ metadata }: JsonObject): string {
  const { name } = (metadata ?? {}) as JsonObject
  return String(name)
}
