import type { Environment } from '@skyctl/model'
import type { EnvironmentFinding } from './rule.ts'

/** Alerts rise: each percentage once, the smallest first. */
export function budgetRule({ budget }: Environment): readonly EnvironmentFinding[] {
  const sorted = [...new Set(budget.alertPercent)].sort((a, b) => a - b)
  if (budget.alertPercent.join() === sorted.join()) return []
  const repeats = sorted.length < budget.alertPercent.length
  return [
    {
      id: 'valid-budget-alert',
      path: ['budget', 'alertPercent'],
      message: repeats
        ? 'budget.alertPercent names a percentage twice, and AWS refuses two equal alerts'
        : 'budget.alertPercent does not rise: a reader takes the last alert for the most urgent one',
      hint: `write [${sorted.join(', ')}]`,
    },
  ]
}
