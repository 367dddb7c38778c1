import { labelValue, qualifiedName } from './names.ts'
import {
  at,
  find,
  isSet,
  itemsOf,
  nothing,
  type Place,
  type ServerFinding,
  textOf,
} from './place.ts'
import type { PodTemplate } from './pod-templates.ts'
import { checkForm } from './texts.ts'

/**
 * Which taints of nodes a pod bears. Operators other than Equal and Exists are behind a feature gate.
 *
 * Source: pkg/apis/core/validation/validation.go, ValidateTolerations.
 */
export function checkTolerations({ spec }: PodTemplate): readonly ServerFinding[] {
  return itemsOf(at(spec, 'tolerations')).flatMap(checkToleration)
}

export function checkToleration(toleration: Place): readonly ServerFinding[] {
  const key = at(toleration, 'key')
  const operator = at(toleration, 'operator')
  const value = at(toleration, 'value')
  const exists = operator.value === 'Exists'
  return [
    ...checkForm(key, 'the key of the taint', qualifiedName),
    ...(textOf(key) === undefined && !exists
      ? find(
          toleration,
          'it names no key, which bears every taint and is said by operator: Exists',
          'add the key, or operator: Exists',
        )
      : nothing),
    ...(isSet(at(toleration, 'tolerationSeconds')) && at(toleration, 'effect').value !== 'NoExecute'
      ? find(
          at(toleration, 'tolerationSeconds'),
          'tolerationSeconds counts before a pod is evicted, which only the effect NoExecute does',
          'set effect: NoExecute, or remove it',
        )
      : nothing),
    ...(exists && textOf(value) !== undefined
      ? find(value, 'Exists bears the taint whatever its value', 'remove the value, or use Equal')
      : nothing),
    ...(exists ? nothing : checkForm(value, 'the value of the taint', labelValue)),
    ...(operator.value === 'Lt' || operator.value === 'Gt'
      ? find(
          operator,
          `the operator ${operator.value} is behind a feature gate that is off`,
          'use Equal or Exists',
        )
      : nothing),
  ]
}
