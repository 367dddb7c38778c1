import { perWorld } from './per-world.ts'
import { type PodTemplate, podIndex } from './pods.ts'
import { type Shape, shape } from './shapes.ts'
import { chartsFirst, type WorldObject } from './world.ts'

export interface DisruptionBudget {
  readonly object: WorldObject
  readonly spec: Shape
  readonly pods: readonly PodTemplate[]
}

/** PodDisruptionBudgets, charts' included, each with the pods that it selects. */
export const disruptionBudgets = perWorld((world): readonly DisruptionBudget[] => {
  const index = podIndex(world)
  const objects = [...world.ofKind('policy/PodDisruptionBudget')].sort(chartsFirst)
  return objects.map((object) => {
    const spec = shape(object.manifest.spec)
    return { object, spec, pods: index.byLabelSelector(object.id.namespace, spec.selector) }
  })
})

export const budgetsByPod = perWorld(
  (world): ReadonlyMap<PodTemplate, readonly DisruptionBudget[]> => {
    const byPod = new Map<PodTemplate, DisruptionBudget[]>()
    for (const budget of disruptionBudgets(world)) {
      for (const pod of budget.pods) {
        const budgets = byPod.get(pod)
        if (budgets === undefined) byPod.set(pod, [budget])
        else budgets.push(budget)
      }
    }
    return byPod
  },
)
