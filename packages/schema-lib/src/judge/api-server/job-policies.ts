import { qualifiedName } from './names.ts'
import { checkBounds } from './numbers.ts'
import {
  at,
  find,
  isEmpty,
  isEmptyList,
  isSet,
  itemsOf,
  nothing,
  type Place,
  type ServerFinding,
  textOf,
  wholeOf,
} from './place.ts'
import { checkChoice, checkName, checkNotEmpty } from './texts.ts'

/**
 * Which failures of pods end a Job.
 *
 * Source: pkg/apis/batch/validation/validation.go, validatePodFailurePolicy, validatePodReplacementPolicy.
 */
export function checkFailurePolicy(spec: Place): readonly ServerFinding[] {
  const policy = at(spec, 'podFailurePolicy')
  if (!isSet(policy)) return nothing
  const pod = at(spec, 'template', 'spec')
  const restart = at(pod, 'restartPolicy')
  const replacement = at(spec, 'podReplacementPolicy')
  const names = ['containers', 'initContainers'].flatMap((list) =>
    itemsOf(at(pod, list)).map((container) => textOf(at(container, 'name'))),
  )
  const rules = at(policy, 'rules')
  return [
    ...(restart.value === 'OnFailure'
      ? find(restart, 'a podFailurePolicy needs pods that fail: restartPolicy Never', 'use Never')
      : nothing),
    ...(replacement.value === 'TerminatingOrFailed'
      ? find(replacement, 'with a podFailurePolicy it must be Failed', 'write Failed')
      : nothing),
    ...checkLength(rules, 20),
    ...itemsOf(rules).flatMap((rule) => [
      ...checkNotEmpty(at(rule, 'action'), 'the action'),
      ...(at(rule, 'action').value === 'FailIndex' && !isSet(at(spec, 'backoffLimitPerIndex'))
        ? find(at(rule, 'action'), 'FailIndex needs backoffLimitPerIndex', 'add it to the Job')
        : nothing),
      ...checkCauses(rule),
      ...checkExitCodes(at(rule, 'onExitCodes'), names),
      ...checkConditions(at(rule, 'onPodConditions')),
    ]),
  ]
}

function checkCauses(rule: Place): readonly ServerFinding[] {
  const byCode = isSet(at(rule, 'onExitCodes'))
  const byCondition = !isEmpty(at(rule, 'onPodConditions'))
  return byCode !== byCondition
    ? nothing
    : find(
        rule,
        byCode ? 'a rule is about exit codes or conditions, not both' : 'the rule says no cause',
        'set one of onExitCodes and onPodConditions',
      )
}

function checkConditions(conditions: Place): readonly ServerFinding[] {
  return [
    ...checkLength(conditions, 20),
    ...itemsOf(conditions).flatMap((condition) => [
      ...checkName(at(condition, 'type'), 'the type', qualifiedName),
      ...(at(condition, 'status').value === ''
        ? nothing
        : checkChoice(at(condition, 'status'), 'the status', ['True', 'False', 'Unknown'])),
    ]),
  ]
}

function checkExitCodes(
  place: Place,
  containers: readonly (string | undefined)[],
): readonly ServerFinding[] {
  if (!isSet(place)) return nothing
  const container = at(place, 'containerName')
  const values = at(place, 'values')
  const codes = itemsOf(values).map((value) => wholeOf(value) ?? 0)
  return [
    ...checkNotEmpty(at(place, 'operator'), 'the operator'),
    ...(isSet(container) && !containers.includes(textOf(container))
      ? find(container, `the pod has no container '${String(container.value)}'`, 'correct it')
      : nothing),
    ...(isEmptyList(values)
      ? find(values, 'there are no exit codes to compare with', 'add some')
      : checkLength(values, 255)),
    ...(at(place, 'operator').value === 'In' && codes.includes(0)
      ? find(values, '0 is the exit code of success, and no failure has it', 'remove it')
      : nothing),
    ...(codes.every((code, index) => index === 0 || code > (codes[index - 1] ?? code))
      ? nothing
      : find(values, 'the exit codes must be in order, each once', 'sort them')),
  ]
}

/**
 * When an Indexed Job has succeeded.
 *
 * Source: the same file, validateSuccessPolicy.
 */
export function checkSuccessPolicy(spec: Place): readonly ServerFinding[] {
  const policy = at(spec, 'successPolicy')
  const completions = wholeOf(at(spec, 'completions'))
  const rules = at(policy, 'rules')
  if (!isSet(policy)) return nothing
  return [
    ...(isEmptyList(rules)
      ? find(rules, 'a successPolicy needs a rule', 'add one')
      : checkLength(rules, 20)),
    ...itemsOf(rules).flatMap((rule) => {
      const count = at(rule, 'succeededCount')
      const indexes = at(rule, 'succeededIndexes')
      const total = isSet(indexes)
        ? countIndexes(String(indexes.value), completions ?? 0)
        : completions
      return [
        ...(isSet(count) || isSet(indexes)
          ? nothing
          : find(rule, 'the rule says nothing', 'add succeededCount or succeededIndexes')),
        ...(total === undefined && isSet(indexes)
          ? find(
              indexes,
              `${String(indexes.value)} are no indexes of this Job`,
              "write indexes in order, such as '0,2-4'",
            )
          : nothing),
        ...checkBounds(count, 'succeededCount', {
          min: 0,
          max: total ?? Number.MAX_SAFE_INTEGER,
        }),
      ]
    }),
  ]
}

/** `0,2-4`: how many indexes that are. Source: validateIndexesFormat. */
function countIndexes(text: string, completions: number): number | undefined {
  if (text === '') return 0
  let [last, count] = [-1, 0]
  for (const part of text.split(',')) {
    const match = /^([0-9]+)(?:-([0-9]+))?$/.exec(part)
    const first = Number(match?.[1])
    const end = Number(match?.[2] ?? match?.[1])
    const isWrong = match === null || first <= last || end >= completions
    if (isWrong || (match[2] !== undefined && end <= first)) return undefined
    count += end - first + 1
    last = end
  }
  return count
}

function checkLength(list: Place, max: number): readonly ServerFinding[] {
  return itemsOf(list).length > max
    ? find(list, `the list has ${itemsOf(list).length} items, and ${max} are allowed`, 'shorten it')
    : nothing
}
