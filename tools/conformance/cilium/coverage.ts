import type { Report } from '../report.ts'
import type { Case } from './cases/case.ts'

/** Rules of SEMANTICS.md, section 1, are numbered from 1 to this. */
const lastRule = 66

/** Rules that say nothing of what the engine decides, or of what is evaluated here. */
const unasked: Readonly<Record<number, string>> = {
  40: 'Services are translated before policies are asked, in the datapath',
  55: 'a pod that reaches itself through a Service is let through in the datapath',
  62: 'the audit mode is a switch of the agent, and no property of a world',
}

/** Says which rules have a case, and fails for one that has none and should. */
export function printCoverage(cases: readonly Case[], report: Report): void {
  const held = new Map<number, number>()
  for (const { rule } of cases) {
    if (rule !== 'corner') held.set(rule, (held.get(rule) ?? 0) + 1)
  }
  const all = Array.from({ length: lastRule }, (_, at) => at + 1)
  for (const rule of all) {
    report.check(held.has(rule) !== rule in unasked, `rule ${rule} has a case`, 'none')
  }
  console.log(
    `${cases.length} cases written by hand, of ${held.size} of ${lastRule} rules and the table of corners`,
  )
  console.log(
    `  cases by rule: ${[...held]
      .sort(([a], [b]) => a - b)
      .map(([rule, count]) => `${rule}: ${count}`)
      .join(', ')}`,
  )
  for (const [rule, why] of Object.entries(unasked)) console.log(`  without: ${rule}, ${why}`)
}
