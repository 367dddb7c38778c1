import { checkLabelSelector, checkRequirement } from './label-selectors.ts'
import { dnsLabel, dnsSubdomain, qualifiedName } from './names.ts'
import { checkBounds } from './numbers.ts'
import {
  at,
  find,
  isEmptyList,
  isSet,
  itemsOf,
  nothing,
  type Place,
  type ServerFinding,
} from './place.ts'
import type { PodTemplate } from './pod-templates.ts'
import { checkChoice, checkName } from './texts.ts'

const required = 'requiredDuringSchedulingIgnoredDuringExecution'
const preferred = 'preferredDuringSchedulingIgnoredDuringExecution'
const nodeOperators = ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt']

/**
 * Which nodes and which pods a pod wants to be near, or far from.
 *
 * Source: pkg/apis/core/validation/validation.go, validateAffinity.
 */
export function checkAffinities({ spec }: PodTemplate): readonly ServerFinding[] {
  const affinity = at(spec, 'affinity')
  if (!isSet(affinity)) return nothing
  const node = at(affinity, 'nodeAffinity')
  return [
    ...checkNodeSelector(at(node, required)),
    ...itemsOf(at(node, preferred)).flatMap((term) => [
      ...checkWeight(term),
      ...checkNodeTerm(at(term, 'preference')),
    ]),
    ...['podAffinity', 'podAntiAffinity'].flatMap((field) => [
      ...itemsOf(at(affinity, field, required)).flatMap(checkPodTerm),
      ...itemsOf(at(affinity, field, preferred)).flatMap((term) => [
        ...checkWeight(term),
        ...checkPodTerm(at(term, 'podAffinityTerm')),
      ]),
    ]),
  ]
}

function checkWeight(term: Place): readonly ServerFinding[] {
  return checkBounds(at(term, 'weight'), 'the weight', { min: 1, max: 100 })
}

/** Source: ValidateNodeSelector. */
export function checkNodeSelector(selector: Place): readonly ServerFinding[] {
  const terms = at(selector, 'nodeSelectorTerms')
  return [
    ...(isEmptyList(terms)
      ? find(terms, 'it has no terms, and would choose no node', 'add a term')
      : nothing),
    ...itemsOf(terms).flatMap(checkNodeTerm),
  ]
}

function checkNodeTerm(term: Place): readonly ServerFinding[] {
  return [
    ...itemsOf(at(term, 'matchExpressions')).flatMap((expression) =>
      checkRequirement(expression, nodeOperators),
    ),
    ...itemsOf(at(term, 'matchFields')).flatMap(checkFieldRequirement),
  ]
}

function checkFieldRequirement(requirement: Place): readonly ServerFinding[] {
  const values = at(requirement, 'values')
  return [
    ...checkChoice(at(requirement, 'key'), 'the field', ['metadata.name']),
    ...checkChoice(at(requirement, 'operator'), 'the operator', ['In', 'NotIn']),
    ...(itemsOf(values).length === 1
      ? nothing
      : find(values, 'a field is compared with exactly one value', 'write exactly one value')),
    ...itemsOf(values).flatMap((value) => checkName(value, 'the name of the node', dnsSubdomain)),
  ]
}

function checkPodTerm(term: Place): readonly ServerFinding[] {
  return [
    ...checkLabelSelector(at(term, 'labelSelector')),
    ...checkLabelSelector(at(term, 'namespaceSelector')),
    ...itemsOf(at(term, 'namespaces')).flatMap((namespace) =>
      checkName(namespace, 'the namespace', dnsLabel),
    ),
    ...checkName(at(term, 'topologyKey'), 'the topologyKey', qualifiedName),
    ...checkLabelKeys(term),
  ]
}

/** Source: ValidateMatchLabelKeysAndMismatchLabelKeys. */
export function checkLabelKeys(term: Place): readonly ServerFinding[] {
  const selector = at(term, 'labelSelector')
  const mismatched = itemsOf(at(term, 'mismatchLabelKeys')).map(({ value }) => value)
  return ['matchLabelKeys', 'mismatchLabelKeys'].flatMap((field) => {
    const keys = itemsOf(at(term, field))
    return [
      ...(keys.length > 0 && !isSet(selector)
        ? find(at(term, field), `${field} adds to a labelSelector, and there is none`, 'add one')
        : nothing),
      ...keys.flatMap((key) => [
        ...checkName(key, 'the key', qualifiedName),
        ...(field === 'matchLabelKeys' && mismatched.includes(key.value)
          ? find(key, `'${String(key.value)}' stands in mismatchLabelKeys too`, 'keep one of them')
          : nothing),
      ]),
    ]
  })
}
