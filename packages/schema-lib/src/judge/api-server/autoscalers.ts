import { dnsLabel, pathSegment } from './names.ts'
import { checkBounds } from './numbers.ts'
import {
  at,
  find,
  isSet,
  itemsOf,
  nothing,
  type Place,
  type ServerFinding,
  textOf,
  wholeOf,
} from './place.ts'
import { setFields } from './pod-templates.ts'
import { checkAmount, checkPositiveAmount } from './quantity.ts'
import { checkContainerResource } from './resources.ts'
import { checkChoice, checkForm, checkName, checkNotEmpty } from './texts.ts'

/**
 * HorizontalPodAutoscalers: bounds, metrics and how fast they act. The version decides what is called how; v2 is looked into.
 *
 * Source: pkg/apis/autoscaling/validation/validation.go, validateHorizontalPodAutoscalerSpec.
 */
export function checkAutoscaler(root: Place): readonly ServerFinding[] {
  const spec = at(root, 'spec')
  const [min, max] = [at(spec, 'minReplicas'), at(spec, 'maxReplicas')]
  return [
    ...checkBounds(min, 'minReplicas', { min: 1 }),
    ...checkBounds(max, 'maxReplicas', { min: 1 }),
    ...((wholeOf(min) ?? 1) > (wholeOf(max) ?? Number.POSITIVE_INFINITY) && (wholeOf(max) ?? 0) > 0
      ? find(
          max,
          `maxReplicas is ${String(max.value)}, and must not be less than minReplicas, ${String(min.value)}`,
          'raise maxReplicas, or lower minReplicas',
        )
      : nothing),
    ...checkTarget(at(spec, 'scaleTargetRef')),
    ...checkGroup(at(spec, 'scaleTargetRef')),
    ...checkBounds(at(spec, 'targetCPUUtilizationPercentage'), 'the target', { min: 1 }),
    ...itemsOf(at(spec, 'metrics')).flatMap(checkMetric),
    ...['scaleUp', 'scaleDown'].flatMap((field) => checkScaling(at(spec, 'behavior', field))),
  ]
}

/** Source: ValidateCrossVersionObjectReference. */
function checkTarget(place: Place): readonly ServerFinding[] {
  return [
    ...checkName(at(place, 'kind'), 'the kind', pathSegment),
    ...checkName(at(place, 'name'), 'the name', pathSegment),
    ...checkForm(at(place, 'apiVersion'), 'the apiVersion', (text) =>
      text.split('/').length > 2 ? 'must be a group, a slash and a version' : undefined,
    ),
  ]
}

/** What is scaled is of a group; the core group has nothing to scale but what is replaced. */
function checkGroup(target: Place): readonly ServerFinding[] {
  const apiVersion = at(target, 'apiVersion')
  return !isSet(target) || /^[^/]+\//.test(textOf(apiVersion) ?? '')
    ? nothing
    : find(
        isSet(apiVersion) ? apiVersion : target,
        'the apiVersion of what is scaled names no group',
        "write both, such as 'apps/v1'",
      )
}

const sources: Readonly<Record<string, string>> = {
  Object: 'object',
  Pods: 'pods',
  Resource: 'resource',
  External: 'external',
  ContainerResource: 'containerResource',
}

function checkMetric(metric: Place): readonly ServerFinding[] {
  const type = at(metric, 'type')
  const expected = Object.hasOwn(sources, String(type.value))
    ? sources[String(type.value)]
    : undefined
  const set = setFields(metric, Object.values(sources))
  if (expected === undefined) return checkChoice(type, 'the type', Object.keys(sources))
  const source = at(metric, expected)
  return [
    ...(isSet(source)
      ? nothing
      : find(
          metric,
          `a metric of type ${String(type.value)} is said by '${expected}'`,
          `add ${expected}`,
        )),
    ...set
      .filter((field) => field !== expected)
      .flatMap((field) =>
        find(
          at(metric, field),
          `the metric is of type ${String(type.value)}, which has no ${field}`,
          'remove it, or change the type',
        ),
      ),
    ...(isSet(source) ? checkSource(String(type.value), source) : nothing),
  ]
}

const targets: Readonly<Record<string, readonly string[]>> = {
  Object: ['value', 'averageValue'],
  External: ['value', 'averageValue'],
  Pods: ['averageValue'],
  Resource: ['averageUtilization', 'averageValue'],
  ContainerResource: ['averageUtilization', 'averageValue'],
}

function checkSource(type: string, source: Place): readonly ServerFinding[] {
  const target = at(source, 'target')
  const known = targets[type] ?? []
  const set = setFields(target, known)
  const name = at(source, 'name')
  return [
    ...checkName(at(source, 'metric', 'name'), 'the name of the metric', pathSegment),
    ...(type === 'ContainerResource'
      ? [
          ...checkName(name, 'the resource', checkContainerResource),
          ...checkName(at(source, 'container'), 'the container', dnsLabel),
        ]
      : checkNotEmpty(name, 'the resource')),
    ...checkTarget(at(source, 'describedObject')),
    ...checkChoice(at(target, 'type'), 'the type', ['Utilization', 'Value', 'AverageValue']),
    ...checkPositiveAmount(at(target, 'value'), 'the value'),
    ...checkPositiveAmount(at(target, 'averageValue'), 'the averageValue'),
    ...checkBounds(at(target, 'averageUtilization'), 'the averageUtilization', { min: 1 }),
    ...(isSet(target) && set.length === 0
      ? find(target, 'the target says no amount', `set ${known.join(' or ')}`)
      : nothing),
    ...(set.length > 1 && type !== 'Object'
      ? find(target, `the target says two amounts: ${set.join(', ')}`, 'keep one of them')
      : nothing),
  ]
}

function checkScaling(rules: Place): readonly ServerFinding[] {
  const policies = at(rules, 'policies')
  return [
    ...checkBounds(at(rules, 'stabilizationWindowSeconds'), 'stabilizationWindowSeconds', {
      min: 0,
      max: 3600,
    }),
    ...checkChoice(at(rules, 'selectPolicy'), 'selectPolicy', ['Max', 'Min', 'Disabled']),
    ...checkAmount(at(rules, 'tolerance'), 'the tolerance'),
    ...(Array.isArray(policies.value) && policies.value.length === 0
      ? find(policies, 'the list of policies is empty', 'add one, or leave the list out')
      : nothing),
    ...itemsOf(policies).flatMap((policy) => [
      ...checkChoice(at(policy, 'type'), 'the type', ['Pods', 'Percent']),
      ...checkBounds(at(policy, 'value'), 'the value', { min: 1 }),
      ...checkBounds(at(policy, 'periodSeconds'), 'periodSeconds', { min: 1, max: 1800 }),
    ]),
  ]
}
