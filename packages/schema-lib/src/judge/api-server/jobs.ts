import { isRecord } from '../is-record.ts'
import { checkFailurePolicy, checkSuccessPolicy } from './job-policies.ts'
import { checkLabelSelector, selects } from './label-selectors.ts'
import { dnsLabel, domainPath } from './names.ts'
import { checkBounds, checkNotNegative } from './numbers.ts'
import {
  at,
  find,
  isSet,
  isTrue,
  nothing,
  type Place,
  type ServerFinding,
  textOf,
  wholeOf,
} from './place.ts'
import { checkForm, checkName } from './texts.ts'

/**
 * How often a Job's pods run, and when it gives up.
 *
 * Source: pkg/apis/batch/validation/validation.go, ValidateJob, validateJobSpec.
 */
export function checkJob(root: Place): readonly ServerFinding[] {
  const spec = at(root, 'spec')
  const completions = wholeOf(at(spec, 'completions')) ?? 0
  const lastPod = `${String(at(root, 'metadata', 'name').value)}-${completions - 1}`
  return [
    ...checkJobSpec(isSet(at(spec, 'parallelism')) ? spec : withCompletions(spec)),
    ...checkSelector(root),
    ...checkPodLabels(root),
    ...(isIndexed(spec) &&
    completions > 0 &&
    textOf(at(root, 'metadata', 'name')) !== undefined &&
    dnsLabel(lastPod) !== undefined
      ? find(
          at(root, 'metadata', 'name'),
          `the last pod of the Job would be called '${lastPod}', which ${dnsLabel(lastPod)}`,
          'shorten the name',
        )
      : nothing),
  ]
}

/** Without completions and parallelism, both are 1; the template of a CronJob is not filled in. */
function withCompletions(spec: Place): Place {
  return isRecord(spec.value) && !isSet(at(spec, 'completions'))
    ? { ...spec, value: { ...spec.value, completions: 1 } }
    : spec
}

/** The name of a Job becomes a label of its pods. */
function checkPodLabels(root: Place): readonly ServerFinding[] {
  const name = at(root, 'metadata', 'name')
  return isTrue(at(root, 'spec', 'manualSelector'))
    ? nothing
    : checkForm(name, 'the name, which becomes a label of the pods,', (text) =>
        text.length > 63 ? 'has more than 63 characters' : undefined,
      )
}

/** The selector of a Job is made by the API server, unless `manualSelector` says otherwise. */
function checkSelector(root: Place): readonly ServerFinding[] {
  const spec = at(root, 'spec')
  const selector = at(spec, 'selector')
  if (isTrue(at(spec, 'manualSelector'))) {
    if (!isSet(selector)) {
      return find(spec, 'manualSelector is true, and there is no selector', 'add a selector')
    }
    return selects(selector, at(spec, 'template', 'metadata', 'labels').value)
      ? checkLabelSelector(selector)
      : find(selector, 'the selector does not match the labels of the template', 'use the same')
  }
  const name = at(root, 'metadata', 'name').value
  return selects(selector, { 'job-name': name, 'batch.kubernetes.io/job-name': name })
    ? checkLabelSelector(selector)
    : find(
        selector,
        'the API server makes the selector of a Job, and this one would not match its pods',
        'remove it, or set manualSelector: true',
      )
}

const counts = [
  'parallelism',
  'completions',
  'activeDeadlineSeconds',
  'backoffLimit',
  'ttlSecondsAfterFinished',
  'backoffLimitPerIndex',
  'maxFailedIndexes',
]

export function checkJobSpec(spec: Place): readonly ServerFinding[] {
  return [
    ...counts.flatMap((field) => checkNotNegative(at(spec, field), field)),
    ...checkName(at(spec, 'managedBy'), 'managedBy', (text) =>
      text.length > 63 ? 'has more than 63 characters' : domainPath(text),
    ),
    ...(isSet(at(spec, 'maxFailedIndexes')) && !isSet(at(spec, 'backoffLimitPerIndex'))
      ? find(
          at(spec, 'maxFailedIndexes'),
          'maxFailedIndexes counts indexes that failed, which backoffLimitPerIndex decides',
          'add backoffLimitPerIndex',
        )
      : nothing),
    ...(isIndexed(spec) ? checkIndexed(spec) : checkNotIndexed(spec)),
    ...checkFailurePolicy(spec),
    ...(isIndexed(spec) ? checkSuccessPolicy(spec) : nothing),
  ]
}

function isIndexed(spec: Place): boolean {
  return at(spec, 'completionMode').value === 'Indexed'
}

const many = 100_000

function checkIndexed(spec: Place): readonly ServerFinding[] {
  const completions = at(spec, 'completions')
  const failed = at(spec, 'maxFailedIndexes')
  const count = wholeOf(completions)
  const perIndexOfMany =
    count !== undefined && count > many && isSet(at(spec, 'backoffLimitPerIndex'))
  return [
    ...(isSet(completions)
      ? nothing
      : find(
          spec,
          'an Indexed Job has as many indexes as completions, and says none',
          'add completions',
        )),
    ...checkBounds(at(spec, 'parallelism'), 'parallelism', { max: perIndexOfMany ? 10_000 : many }),
    ...checkBounds(failed, 'maxFailedIndexes', {
      max: Math.min(count ?? many, perIndexOfMany ? 10_000 : many),
    }),
    ...(perIndexOfMany && !isSet(failed)
      ? find(spec, `with more than ${many} completions maxFailedIndexes must be said`, 'add it')
      : nothing),
  ]
}

function checkNotIndexed(spec: Place): readonly ServerFinding[] {
  return ['backoffLimitPerIndex', 'maxFailedIndexes', 'successPolicy'].flatMap((field) =>
    isSet(at(spec, field))
      ? find(
          at(spec, field),
          `${field} is about indexes, which only completionMode: Indexed has`,
          'set completionMode: Indexed, or remove it',
        )
      : nothing,
  )
}
