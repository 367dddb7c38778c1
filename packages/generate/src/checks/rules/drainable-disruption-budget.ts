import type { Rule } from '../rule.ts'

/** A PodDisruptionBudget always lets at least one pod go: else a node can never be drained, and an upgrade hangs. */
export const drainableDisruptionBudget: Rule = {
  id: 'drainable-disruption-budget',
  check: (world) =>
    world.ofKind('policy/PodDisruptionBudget').flatMap((object) => {
      if (!object.synced) return []
      const spec = (object.manifest.spec ?? {}) as {
        maxUnavailable?: unknown
        minAvailable?: unknown
      }
      if (spec.minAvailable !== undefined) {
        return [
          {
            object,
            pointer: '/spec/minAvailable',
            message: `minAvailable ${String(spec.minAvailable)} blocks every drain as soon as no more pods than that are left`,
            hint: 'use maxUnavailable, at least 1',
          },
        ]
      }
      if (spec.maxUnavailable === 0 || spec.maxUnavailable === '0%') {
        return [
          {
            object,
            pointer: '/spec/maxUnavailable',
            message: 'maxUnavailable 0 lets no pod go, so its node can never be drained',
            hint: 'set at least 1',
          },
        ]
      }
      return []
    }),
}
