import {
  at,
  entriesOf,
  find,
  isEmpty,
  itemsOf,
  nothing,
  type Place,
  type ServerFinding,
} from './place.ts'
import { checkAmounts, checkQuotaResource } from './resources.ts'

const compute = ['cpu', 'memory', 'limits.cpu', 'limits.memory', 'requests.cpu', 'requests.memory']
const counted: Readonly<Record<string, readonly string[]>> = {
  Terminating: ['pods', ...compute],
  NotTerminating: ['pods', ...compute],
  NotBestEffort: ['pods', ...compute],
  PriorityClass: ['pods', ...compute],
  CrossNamespacePodAffinity: ['pods', ...compute],
  BestEffort: ['pods'],
  VolumeAttributesClass: ['persistentvolumeclaims', 'requests.storage'],
}
const opposites = [
  ['BestEffort', 'NotBestEffort'],
  ['Terminating', 'NotTerminating'],
] as const
const onlyExists = [
  'BestEffort',
  'NotBestEffort',
  'Terminating',
  'NotTerminating',
  'CrossNamespacePodAffinity',
]

/**
 * ResourceQuotas: what is counted, and of which pods.
 *
 * Source: pkg/apis/core/validation/validation.go, ValidateResourceQuotaSpec.
 */
export function checkResourceQuota(root: Place): readonly ServerFinding[] {
  const spec = at(root, 'spec')
  const hard = at(spec, 'hard')
  const expressions = itemsOf(at(spec, 'scopeSelector', 'matchExpressions'))
  return [
    ...checkAmounts(hard, checkQuotaResource),
    ...checkScopes(itemsOf(at(spec, 'scopes')), hard),
    ...checkScopes(
      expressions.map((expression) => at(expression, 'scopeName')),
      hard,
    ),
    ...expressions.flatMap(checkExpression),
  ]
}

function checkScopes(scopes: readonly Place[], hard: Place): readonly ServerFinding[] {
  const names = scopes.map(({ value }) => value)
  const resources = entriesOf(hard).map(([name]) => name)
  return [
    ...scopes.flatMap((scope) => {
      const known = Object.hasOwn(counted, String(scope.value))
        ? counted[String(scope.value)]
        : undefined
      const stray = resources.find(
        (name) =>
          known !== undefined &&
          !known.includes(name) &&
          checkQuotaResource(name) === undefined &&
          !name.includes('/'),
      )
      return stray === undefined
        ? nothing
        : find(
            scope,
            `the scope ${String(scope.value)} does not count ${stray}`,
            `count only ${known?.join(', ')}, or make two quotas of it`,
          )
    }),
    ...opposites.flatMap(([one, other]) =>
      names.includes(one) && names.includes(other)
        ? find(
            scopes[names.indexOf(other)] ?? hard,
            `nothing is ${one} and ${other} at once`,
            'keep one of them',
          )
        : nothing,
    ),
  ]
}

function checkExpression(expression: Place): readonly ServerFinding[] {
  const [scope, operator, values] = ['scopeName', 'operator', 'values'].map((field) =>
    at(expression, field),
  ) as [Place, Place, Place]
  const comparesValues = operator.value === 'In' || operator.value === 'NotIn'
  return [
    ...(onlyExists.includes(String(scope.value)) && operator.value !== 'Exists'
      ? find(operator, `the scope ${String(scope.value)} has no values to compare`, 'use Exists')
      : nothing),
    ...(comparesValues === isEmpty(values)
      ? find(
          expression,
          comparesValues
            ? `${String(operator.value)} compares with values, and there are none`
            : `${String(operator.value)} compares with no values`,
          'correct the operator or the values',
        )
      : nothing),
  ]
}
