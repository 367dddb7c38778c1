import {
  at,
  find,
  isTrue,
  nothing,
  type Place,
  type ServerFinding,
  textOf,
  wholeOf,
} from './place.ts'

const highest = 1_000_000_000
const system: Readonly<Record<string, number>> = {
  'system-node-critical': 2_000_001_000,
  'system-cluster-critical': 2_000_000_000,
}

/**
 * PriorityClasses: the highest numbers and the prefix `system-` are Kubernetes' own.
 *
 * Source: pkg/apis/scheduling/validation/validation.go, ValidatePriorityClass.
 */
export function checkPriorityClass(root: Place): readonly ServerFinding[] {
  const name = at(root, 'metadata', 'name')
  const value = at(root, 'value')
  if (!textOf(name)?.startsWith('system-')) {
    return (wholeOf(value) ?? 0) > highest
      ? find(
          value,
          `the value is ${String(value.value)}, and ${highest} is the highest`,
          'lower it',
        )
      : nothing
  }
  return Object.hasOwn(system, String(name.value)) &&
    system[String(name.value)] === value.value &&
    !isTrue(at(root, 'globalDefault'))
    ? nothing
    : find(name, "names that begin with 'system-' are Kubernetes' own", 'choose another name')
}
