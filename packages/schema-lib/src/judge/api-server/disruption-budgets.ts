import { checkLabelSelector } from './label-selectors.ts'
import { checkShare } from './numbers.ts'
import { at, find, isSet, nothing, type Place, type ServerFinding } from './place.ts'

/**
 * PodDisruptionBudgets: one bound.
 *
 * Source: pkg/apis/policy/validation/validation.go, ValidatePodDisruptionBudgetSpec.
 */
export function checkDisruptionBudget(root: Place): readonly ServerFinding[] {
  const spec = at(root, 'spec')
  const [min, max] = [at(spec, 'minAvailable'), at(spec, 'maxUnavailable')]
  return [
    ...(isSet(min) && isSet(max)
      ? find(spec, 'minAvailable and maxUnavailable exclude each other', 'keep one of them')
      : nothing),
    ...checkShare(min, 'minAvailable'),
    ...checkShare(max, 'maxUnavailable'),
    ...checkLabelSelector(at(spec, 'selector')),
  ]
}
