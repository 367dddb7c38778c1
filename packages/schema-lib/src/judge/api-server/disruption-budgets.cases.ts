import type { ServerCases } from './testing/server-case.ts'

export const disruptionBudgetsCases: ServerCases = {
  rule: 'disruption-budgets',
  cases: [
    {
      title: 'passes a number',
      sample: 'PodDisruptionBudget',
      changes: { '/spec/minAvailable': 0 },
    },
    {
      title: 'finds two bounds',
      sample: 'PodDisruptionBudget',
      changes: { '/spec/maxUnavailable': 1 },
      finds: ['/spec'],
    },
    {
      title: 'finds more than all',
      sample: 'PodDisruptionBudget',
      changes: { '/spec/minAvailable': '101%' },
      finds: ['/spec/minAvailable'],
    },
    {
      title: 'finds a negative number',
      sample: 'PodDisruptionBudget',
      changes: { '/spec/minAvailable': -1 },
      finds: ['/spec/minAvailable'],
    },
    {
      title: 'finds a percentage without sign',
      sample: 'PodDisruptionBudget',
      changes: { '/spec/minAvailable': '50' },
      finds: ['/spec/minAvailable'],
    },
  ],
}
