import { budgetsByPod, type DisruptionBudget, disruptionBudgets } from '../disruption-budgets.ts'
import type { Rule, RuleFinding } from '../rule.ts'
import { replicatedPods } from '../scaling.ts'
import type { World } from '../world.ts'

/**
 * A PodDisruptionBudget always lets at least one pod go: else a node can never be drained, and an upgrade hangs. The
 * numbers are counted as the disruption controller counts them: percentages are rounded up.
 */
export const drainableDisruptionBudget: Rule = {
  id: 'drainable-disruption-budget',
  reach: 'namespace',
  title: 'Every PodDisruptionBudget lets a pod go',
  level: 'baseline',
  severity: 'error',
  reason:
    'A drain asks for each pod whether it may be evicted, and waits. A budget that never says yes holds the node for ever: upgrades of the cluster hang until somebody deletes the budget or the pod by hand. Two budgets over one pod do the same, since the API server refuses to evict what more than one of them selects.',
  fix: 'Use `maxUnavailable`, at least 1 (`disruption: { maxUnavailable: 1 }` of the app), rather than `minAvailable`, which blocks as soon as no more pods than that are left. Of two budgets over the same pods remove one.',
  example: {
    bad: `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: web, namespace: shop }
spec:
  maxUnavailable: 0
  selector:
    matchLabels: { app: web }
`,
    good: `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: web, namespace: shop }
spec:
  maxUnavailable: 1
  selector:
    matchLabels: { app: web }
`,
  },
  check: (world) =>
    disruptionBudgets(world).flatMap((budget) =>
      budget.object.synced ? [...findBlock(world, budget), ...findRival(world, budget)] : [],
    ),
}

function findBlock(world: World, { object, spec, pods }: DisruptionBudget): RuleFinding[] {
  const { maxUnavailable, minAvailable } = spec
  if (maxUnavailable === 0 || maxUnavailable === '0%') {
    return [
      {
        object,
        pointer: '/spec/maxUnavailable',
        message: `maxUnavailable ${maxUnavailable} lets no pod go, so its node can never be drained`,
        hint: 'set at least 1',
      },
    ]
  }
  const replicated = replicatedPods(world)
  // How many pods of another kind run is written nowhere: then the sum is no number, and no comparison holds.
  const running = pods.reduce((sum, pod) => sum + (replicated.get(pod)?.min ?? Number.NaN), 0)
  const needed = amount(minAvailable, running)
  const blocks =
    minAvailable === '100%' || (needed !== undefined && running > 0 && needed >= running)
  if (!blocks) return []
  return [
    {
      object,
      pointer: '/spec/minAvailable',
      message: `minAvailable ${String(minAvailable)}${running > 0 ? ` of ${running} pods` : ''} lets none go, so their nodes can never be drained`,
      hint: 'use maxUnavailable, at least 1',
    },
  ]
}

/** A number, or a percentage of all rounded up; undefined for anything else. */
function amount(value: unknown, all: number): number | undefined {
  if (typeof value === 'number') return value
  const percent = /^(\d+)%$/.exec(typeof value === 'string' ? value : '')?.[1]
  return percent === undefined ? undefined : Math.ceil((Number(percent) * all) / 100)
}

/** Said of each budget after the first, by name of the first. */
function findRival(world: World, budget: DisruptionBudget): RuleFinding[] {
  const byPod = budgetsByPod(world)
  for (const pod of budget.pods) {
    const [first] = byPod.get(pod) ?? []
    if (first === undefined || first === budget) continue
    return [
      {
        object: budget.object,
        pointer: '/spec/selector',
        message: `it and ${first.object.key} both select the pods of ${pod.object.key}: the API server evicts no pod that two budgets select, so its node can never be drained`,
        hint: 'remove one of the two, or narrow its selector',
      },
    ]
  }
  return []
}
