import { checkLabelKeys } from './affinities.ts'
import { checkLabelSelector } from './label-selectors.ts'
import { checkBounds } from './numbers.ts'
import { at, find, isSet, itemsOf, nothing, type Place, type ServerFinding } from './place.ts'
import type { PodTemplate } from './pod-templates.ts'
import { checkNotEmpty } from './texts.ts'

/**
 * How pods are spread over nodes and zones.
 *
 * Source: pkg/apis/core/validation/validation.go, validateTopologySpreadConstraints.
 */
export function checkTopologySpreads({ spec }: PodTemplate): readonly ServerFinding[] {
  const seen = new Set<string>()
  return itemsOf(at(spec, 'topologySpreadConstraints')).flatMap((constraint) => {
    const key = `${String(at(constraint, 'topologyKey').value)}, ${String(at(constraint, 'whenUnsatisfiable').value)}`
    const twice = seen.has(key)
    seen.add(key)
    return [
      ...checkBounds(at(constraint, 'maxSkew'), 'maxSkew', { min: 1 }),
      ...checkNotEmpty(at(constraint, 'topologyKey'), 'the topologyKey'),
      ...(twice
        ? find(
            constraint,
            `another constraint has the same topologyKey and whenUnsatisfiable (${key})`,
            'merge them',
          )
        : nothing),
      ...checkMinDomains(constraint),
      ...checkLabelKeys(constraint),
      ...checkLabelSelector(at(constraint, 'labelSelector')),
    ]
  })
}

function checkMinDomains(constraint: Place): readonly ServerFinding[] {
  const minDomains = at(constraint, 'minDomains')
  const action = at(constraint, 'whenUnsatisfiable').value
  return isSet(minDomains) && action !== 'DoNotSchedule'
    ? find(
        minDomains,
        `minDomains is said with whenUnsatisfiable: DoNotSchedule only, and it is ${String(action)}`,
        'remove minDomains',
      )
    : checkBounds(minDomains, 'minDomains', { min: 1 })
}
