import { qualifiedName } from './names.ts'
import {
  at,
  entriesOf,
  find,
  isSet,
  itemsOf,
  nothing,
  type Place,
  type ServerFinding,
} from './place.ts'
import { checkQuantity, oneUnit, parseQuantity } from './quantity.ts'
import { checkContainerResource, checkResource, isOvercommitted } from './resources.ts'
import { checkName, checkUnique } from './texts.ts'

const bounds = ['max', 'min', 'default', 'defaultRequest', 'maxLimitRequestRatio']

/** Bounds in order: what stands first must not be more than what stands second. */
const order = [
  ['min', 'max'],
  ['min', 'defaultRequest'],
  ['defaultRequest', 'max'],
  ['defaultRequest', 'default'],
  ['min', 'default'],
  ['default', 'max'],
] as const

/**
 * LimitRanges: bounds that agree with each other.
 *
 * Source: pkg/apis/core/validation/validation.go, ValidateLimitRange; defaults: pkg/apis/core/v1/defaults.go.
 */
export function checkLimitRange(root: Place): readonly ServerFinding[] {
  const limits = itemsOf(at(root, 'spec', 'limits'))
  return [
    ...checkUnique(
      limits.map((limit) => at(limit, 'type')),
      'the type',
    ),
    ...limits.flatMap(checkLimit),
  ]
}

function checkLimit(limit: Place): readonly ServerFinding[] {
  const type = at(limit, 'type')
  const isOfPods = type.value === 'Pod'
  const rule = isOfPods || type.value === 'Container' ? checkContainerResource : checkResource
  const known = bounds.filter((bound) => !isOfPods || !bound.startsWith('default'))
  const resources = new Set(
    known.flatMap((bound) => entriesOf(at(limit, bound)).map(([resource]) => resource)),
  )
  return [
    ...checkName(
      type,
      'the type',
      (text) =>
        qualifiedName(text) ??
        (text.includes('/') || ['Pod', 'Container', 'PersistentVolumeClaim'].includes(text)
          ? undefined
          : 'is none of Pod, Container and PersistentVolumeClaim, and has no domain'),
    ),
    ...(isOfPods ? ['default', 'defaultRequest'] : []).flatMap((bound) =>
      entriesOf(at(limit, bound)).length > 0
        ? find(
            at(limit, bound),
            'a pod has no resources of its own to default',
            'use the type Container',
          )
        : nothing,
    ),
    ...(type.value === 'PersistentVolumeClaim' &&
    !['min', 'max'].some((bound) => isSet(at(limit, bound, 'storage')))
      ? find(limit, 'a limit of claims bounds their storage, and this does not', 'add min or max')
      : nothing),
    ...known.flatMap((bound) =>
      entriesOf(at(limit, bound)).flatMap(([resource, place]) => {
        const fault = rule(resource)
        return [
          ...(fault === undefined
            ? nothing
            : find(place, `the resource '${resource}' ${fault}`, 'correct the name')),
          ...checkQuantity(place, `${bound} of ${resource}`),
        ]
      }),
    ),
    ...[...resources].flatMap((resource) => checkOrder(limit, resource, known)),
  ]
}

function checkOrder(
  limit: Place,
  resource: string,
  known: readonly string[],
): readonly ServerFinding[] {
  const amount = (bound: string) =>
    known.includes(bound) ? parseQuantity(at(limit, bound, resource).value) : undefined
  // A default is the max where it is not said, and a request the default or else the min.
  const isOfContainers = at(limit, 'type').value === 'Container'
  const filled = (bound: string): bigint | undefined => {
    const own = amount(bound)
    if (own !== undefined || !isOfContainers) return own
    if (bound === 'default') return amount('max')
    if (bound === 'defaultRequest') return filled('default') ?? amount('min')
    return undefined
  }
  const ratio = amount('maxLimitRequestRatio')
  const [min, max] = [amount('min'), amount('max')]
  const [standard, request] = [filled('default'), filled('defaultRequest')]
  return [
    ...order.flatMap(([low, high]) => {
      const [less, more] = [filled(low), filled(high)]
      return less !== undefined && more !== undefined && less > more
        ? find(at(limit, low), `${low} of ${resource} is more than ${high}`, 'swap or correct them')
        : nothing
    }),
    ...(ratio !== undefined && ratio < oneUnit
      ? find(
          at(limit, 'maxLimitRequestRatio', resource),
          'a limit is never less than a request: the ratio must be 1 or more',
          'raise it',
        )
      : nothing),
    ...(ratio !== undefined &&
    min !== undefined &&
    max !== undefined &&
    (min < 0n ? max >= 0n : ratio * min > max * oneUnit)
      ? find(
          at(limit, 'maxLimitRequestRatio', resource),
          'the ratio is more than max divided by min, which no container could reach',
          'lower it',
        )
      : nothing),
    ...(!isOvercommitted(resource) &&
    standard !== undefined &&
    request !== undefined &&
    standard !== request
      ? find(
          at(limit, 'default'),
          `${resource} cannot be overcommitted: default and defaultRequest must be equal`,
          'write the same',
        )
      : nothing),
  ]
}
