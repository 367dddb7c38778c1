import { isRecord } from '../is-record.ts'
import { checkKeys } from './metadata.ts'
import { labelValue, qualifiedName } from './names.ts'
import {
  at,
  entriesOf,
  find,
  isEmpty,
  isSet,
  itemsOf,
  nothing,
  type Place,
  type ServerFinding,
  textOf,
} from './place.ts'
import { checkForm, listed } from './texts.ts'

const operators = ['In', 'NotIn', 'Exists', 'DoesNotExist']

/**
 * A selector of labels, wherever it stands.
 *
 * Source: k8s.io/apimachinery pkg/apis/meta/v1/validation/validation.go, ValidateLabelSelector.
 */
export function checkLabelSelector(selector: Place): readonly ServerFinding[] {
  return [
    ...checkLabels(at(selector, 'matchLabels')),
    ...itemsOf(at(selector, 'matchExpressions')).flatMap((expression) =>
      checkRequirement(expression, operators),
    ),
  ]
}

export function checkLabels(labels: Place): readonly ServerFinding[] {
  return checkKeys(labels, 'label')
}

/** One of the demands of a selector: an operator with as many values as it takes. */
export function checkRequirement(
  expression: Place,
  known: readonly string[],
): readonly ServerFinding[] {
  const key = at(expression, 'key')
  const operator = at(expression, 'operator')
  const values = at(expression, 'values')
  return [
    ...(key.value === ''
      ? find(key, 'the key of the selector is empty', 'name a label')
      : checkForm(key, 'the key of the selector', qualifiedName)),
    ...checkOperator(operator, values, known),
    ...itemsOf(values).flatMap((value) => checkForm(value, 'the value', labelValue)),
  ]
}

function checkOperator(
  operator: Place,
  values: Place,
  known: readonly string[],
): readonly ServerFinding[] {
  if (typeof operator.value !== 'string') return nothing
  if (!known.includes(operator.value)) {
    return find(operator, `there is no operator '${operator.value}'`, `use ${listed(known)}`)
  }
  const count = itemsOf(values).length
  switch (operator.value) {
    case 'In':
    case 'NotIn':
      return count > 0
        ? nothing
        : find(operator, `${operator.value} compares with values, and there are none`, 'add values')
    case 'Gt':
    case 'Lt':
      return count === 1
        ? nothing
        : find(operator, `${operator.value} compares with one value`, 'write exactly one value')
    default:
      return count === 0
        ? nothing
        : find(
            values,
            `${operator.value} compares with no values`,
            'remove the values, or use In or NotIn',
          )
  }
}

/** Whether a selector that is well formed chooses these labels. */
export function selects(selector: Place, labels: unknown): boolean {
  const own = isRecord(labels) ? labels : {}
  return (
    entriesOf(at(selector, 'matchLabels')).every(([key, { value }]) => own[key] === value) &&
    itemsOf(at(selector, 'matchExpressions')).every((expression) => {
      const key = textOf(at(expression, 'key')) ?? ''
      const values = itemsOf(at(expression, 'values')).map(({ value }) => value)
      const has = Object.hasOwn(own, key)
      switch (at(expression, 'operator').value) {
        case 'In':
          return has && values.includes(own[key])
        case 'NotIn':
          return !has || !values.includes(own[key])
        case 'Exists':
          return has
        case 'DoesNotExist':
          return !has
        default:
          return true
      }
    })
  )
}

/** Whether a selector chooses everything: it says nothing. */
export function isSelectorEmpty(selector: Place): boolean {
  return (
    isSet(selector) &&
    isEmpty(at(selector, 'matchLabels')) &&
    isEmpty(at(selector, 'matchExpressions'))
  )
}
