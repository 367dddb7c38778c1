import type { Report } from '../report.ts'
import { type Difference, differences } from './differences.ts'
import type { KubeconformVerdict } from './kubeconform-judge.ts'

/** What both judges say of one kind of damage. */
export interface Tally {
  readonly accepted: number
  readonly refused: number
  readonly explained: number
}

/** A finding of ours. */
export interface Place {
  readonly id: string
  readonly pointer: string
  readonly message: string
}

/** One thing that both judges judged. */
export interface Case {
  readonly title: string
  readonly damage: string
  readonly ours: readonly Place[]
  /** Findings about what kubeconform does not judge. */
  readonly beyond: readonly Place[]
  readonly kubeconform: KubeconformVerdict
}

/** Compares verdicts, and counts them by damage and by difference. */
export function createComparison(report: Report) {
  const tallies = new Map<string, Tally>()
  const explained = new Map(differences.map(({ id }) => [id, 0]))
  const count = (damage: string, verdict: keyof Tally): void => {
    const tally = tallies.get(damage) ?? { accepted: 0, refused: 0, explained: 0 }
    tallies.set(damage, { ...tally, [verdict]: tally[verdict] + 1 })
    report.pass()
  }
  const compare = ({ title, damage, ours, beyond, kubeconform }: Case): void => {
    if (!kubeconform.accepted) {
      if (ours.length > 0) count(damage, 'refused')
      else report.fail(title, `only kubeconform refuses: ${kubeconform.message}`)
      return
    }
    const findings = [...ours, ...beyond]
    if (findings.length === 0) {
      count(damage, 'accepted')
      return
    }
    const reasons = findings.map((finding) => explain(finding, damage))
    const bare = findings.filter((_, index) => reasons[index] === undefined)
    for (const { id, pointer, message } of bare) {
      report.fail(title, `only we refuse: ${id} at ${pointer}: ${message}`)
    }
    if (bare.length > 0) return
    count(damage, 'explained')
    for (const id of new Set(reasons.map((reason) => reason?.id ?? ''))) {
      explained.set(id, (explained.get(id) ?? 0) + 1)
    }
  }
  return {
    compare,
    /** By the id of a damage. */
    tallies: tallies as ReadonlyMap<string, Tally>,
    /** By the id of a difference. */
    explained: explained as ReadonlyMap<string, number>,
  }
}

export type Comparison = ReturnType<typeof createComparison>

function explain(finding: Place, damage: string): Difference | undefined {
  return differences.find(({ matches }) => matches(finding, damage))
}
