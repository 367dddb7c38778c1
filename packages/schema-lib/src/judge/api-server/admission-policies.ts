import { checkLabelSelector } from './label-selectors.ts'
import { checkExpression, checkMatchConditions, checkMatchRule } from './match-rules.ts'
import { dnsOldLabel, dnsSubdomain, pathSegment, qualifiedName } from './names.ts'
import {
  at,
  find,
  isEmpty,
  isSet,
  itemsOf,
  nothing,
  type Place,
  type ServerFinding,
  textOf,
} from './place.ts'
import { checkChoice, checkForm, checkName, checkPresent, checkUnique } from './texts.ts'

/**
 * ValidatingAdmissionPolicies, their expressions aside.
 *
 * Source: pkg/apis/admissionregistration/validation/validation.go, validateValidatingAdmissionPolicySpec.
 */
export function checkAdmissionPolicy(root: Place): readonly ServerFinding[] {
  const spec = at(root, 'spec')
  if (!isSet(spec)) return nothing
  const [validations, annotations] = [at(spec, 'validations'), at(spec, 'auditAnnotations')]
  return [
    ...checkParamKind(at(spec, 'paramKind')),
    ...(isSet(at(spec, 'matchConstraints'))
      ? checkMatch(at(spec, 'matchConstraints'), true)
      : checkPresent(at(spec, 'matchConstraints'), 'matchConstraints')),
    ...checkMatchConditions(at(spec, 'matchConditions')),
    ...itemsOf(at(spec, 'variables')).flatMap((variable) => [
      ...checkName(at(variable, 'name'), 'the name of the variable', (text) =>
        /^[_a-zA-Z][_a-zA-Z0-9]*$/.test(text) ? undefined : 'is no identifier of CEL',
      ),
      ...checkExpression(at(variable, 'expression')),
    ]),
    ...(isEmpty(validations) && isEmpty(annotations)
      ? find(spec, 'the policy checks nothing', 'add validations or auditAnnotations')
      : nothing),
    ...itemsOf(validations).flatMap(checkValidation),
    ...checkUnique(
      itemsOf(annotations).map((annotation) => at(annotation, 'key')),
      'the key',
    ),
    ...itemsOf(annotations).flatMap((annotation) => [
      ...checkName(at(annotation, 'key'), 'the key', (text) =>
        qualifiedName(`${String(at(root, 'metadata', 'name').value)}/${text}`),
      ),
      ...checkExpression(at(annotation, 'valueExpression')),
    ]),
  ]
}

function checkParamKind(place: Place): readonly ServerFinding[] {
  if (!isSet(place)) return nothing
  const apiVersion = at(place, 'apiVersion')
  return [
    ...(isEmpty(apiVersion)
      ? checkPresent(apiVersion, 'the apiVersion')
      : checkForm(apiVersion, 'the apiVersion', (text) => {
          const [version = '', group, more] = text.split('/').reverse()
          if (more !== undefined) return "has more than one '/'"
          return (group ? dnsSubdomain(group) : undefined) ?? dnsOldLabel(version)
        })),
    ...(isEmpty(at(place, 'kind'))
      ? checkPresent(at(place, 'kind'), 'the kind')
      : checkForm(at(place, 'kind'), 'the kind', (text) => dnsOldLabel(text.toLowerCase()))),
  ]
}

function checkMatch(match: Place, needsRules: boolean): readonly ServerFinding[] {
  return [
    ...checkLabelSelector(at(match, 'namespaceSelector')),
    ...checkLabelSelector(at(match, 'objectSelector')),
    ...(needsRules && isEmpty(at(match, 'resourceRules'))
      ? find(match, 'the policy is asked about nothing', 'add resourceRules')
      : nothing),
    ...['resourceRules', 'excludeResourceRules'].flatMap((field) =>
      itemsOf(at(match, field)).flatMap(checkMatchRule),
    ),
  ]
}

function checkValidation(validation: Place): readonly ServerFinding[] {
  const message = at(validation, 'message')
  const text = textOf(message)
  const messageExpression = at(validation, 'messageExpression')
  return [
    ...checkExpression(at(validation, 'expression')),
    ...(textOf(messageExpression) === undefined ? nothing : checkExpression(messageExpression)),
    ...(text !== undefined && (text.trim() === '' || /[\n\r]/.test(text.trim()))
      ? find(message, 'the message is one line that says something', 'write one line')
      : nothing),
    ...(at(validation, 'reason').value === ''
      ? checkPresent(at(validation, 'reason'), 'the reason')
      : checkChoice(at(validation, 'reason'), 'the reason', [
          'Forbidden',
          'Invalid',
          'RequestEntityTooLarge',
        ])),
  ]
}

/**
 * What is done with the verdict of a policy.
 *
 * Source: the same file, validateValidatingAdmissionPolicyBindingSpec.
 */
export function checkAdmissionPolicyBinding(root: Place): readonly ServerFinding[] {
  const spec = at(root, 'spec')
  if (!isSet(spec)) return nothing
  const actions = at(spec, 'validationActions')
  const values = itemsOf(actions).map(({ value }) => value)
  return [
    ...(isEmpty(at(spec, 'policyName'))
      ? checkPresent(at(spec, 'policyName'), 'the name of the policy')
      : checkForm(at(spec, 'policyName'), 'the name of the policy', dnsSubdomain)),
    ...checkParam(at(spec, 'paramRef')),
    ...checkMatch(at(spec, 'matchResources'), false),
    ...checkUnique(itemsOf(actions), 'the action'),
    ...(isEmpty(actions)
      ? find(spec, 'the binding does nothing', 'add validationActions')
      : nothing),
    ...(values.includes('Deny') && values.includes('Warn')
      ? find(actions, 'Deny says what Warn says', 'remove Warn')
      : nothing),
  ]
}

function checkParam(place: Place): readonly ServerFinding[] {
  if (!isSet(place)) return nothing
  const [name, selector] = [at(place, 'name'), at(place, 'selector')]
  const action = at(place, 'parameterNotFoundAction')
  return [
    ...((textOf(name) !== undefined) === isSet(selector)
      ? find(place, 'parameters are named or selected', 'set either name or selector')
      : nothing),
    ...checkForm(name, 'the name', pathSegment),
    ...checkLabelSelector(selector),
    ...(isEmpty(action)
      ? checkPresent(action, 'parameterNotFoundAction')
      : checkChoice(action, 'parameterNotFoundAction', ['Allow', 'Deny'])),
  ]
}
