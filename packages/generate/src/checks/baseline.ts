import { compareText, type Problem } from '@skyctl/core'
import { z } from 'zod'

const entrySchema = z.strictObject({
  rule: z.string().min(1),
  /** Identity text of the object, or the path of the file where a finding names none. */
  object: z.string(),
  count: z.int().min(1),
})

export const baselineSchema = z.strictObject({
  version: z.literal(1),
  findings: z.array(entrySchema),
})

/**
 * Findings that a repository had when it began to be judged: accepted until they go, while every new one counts. A finding
 * is known by rule and object, never by its place inside the object, which moves with every edit; of several equal ones
 * the number counts.
 */
export type Baseline = z.infer<typeof baselineSchema>

export function createBaseline(problems: readonly Problem[]): Baseline {
  const counts = new Map<string, z.infer<typeof entrySchema>>()
  for (const problem of problems) {
    const object = placeOf(problem)
    const key = keyOf(problem.id, object)
    counts.set(key, { rule: problem.id, object, count: (counts.get(key)?.count ?? 0) + 1 })
  }
  const findings = [...counts.values()].sort(
    (a, b) => compareText(a.rule, b.rule) || compareText(a.object, b.object),
  )
  return { version: 1, findings }
}

/** The file's text: the same for the same findings, in whatever order they were found. */
export function renderBaseline(baseline: Baseline): string {
  return `${JSON.stringify(baseline, null, 2)}\n`
}

/**
 * Takes out what the baseline accepts. Where an object has more findings of a rule than are accepted all of them are
 * left, since none says that it is the new one; where it has fewer, that is said, so that the baseline shrinks.
 *
 * @param file Path of the baseline, for what is said about it.
 */
export function applyBaseline(
  problems: readonly Problem[],
  baseline: Baseline,
  file?: string,
): Problem[] {
  const found = new Map(
    createBaseline(problems).findings.map(({ rule, object, count }) => [
      keyOf(rule, object),
      count,
    ]),
  )
  const accepted = new Map<string, number>()
  for (const { rule, object, count } of baseline.findings) {
    const key = keyOf(rule, object)
    accepted.set(key, (accepted.get(key) ?? 0) + count)
  }
  const left = problems.filter((problem) => {
    const key = keyOf(problem.id, placeOf(problem))
    return (found.get(key) ?? 0) > (accepted.get(key) ?? 0)
  })
  const unused = baseline.findings.flatMap(({ rule, object }, index): Problem[] => {
    const key = keyOf(rule, object)
    const more = (accepted.get(key) ?? 0) - (found.get(key) ?? 0)
    if (more <= 0) return []
    return [
      {
        id: 'unused-baseline',
        severity: 'info',
        where: { ...(file !== undefined && { file }), object, pointer: `/findings/${index}` },
        message: `the baseline accepts ${accepted.get(key)} of '${rule}' on ${object}, and there ${words(found.get(key) ?? 0)}`,
        hint: 'write the baseline anew, so that none comes back unseen',
      },
    ]
  })
  return [...left, ...unused]
}

function words(count: number): string {
  return count === 0 ? 'is none any more' : count === 1 ? 'is 1' : `are ${count}`
}

function placeOf({ where }: Problem): string {
  return where.object ?? where.file ?? ''
}

function keyOf(rule: string, object: string): string {
  return `${rule} ${object}`
}
