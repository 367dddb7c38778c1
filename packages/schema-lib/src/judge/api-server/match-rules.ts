import { pathSegment, qualifiedName } from './names.ts'
import {
  at,
  find,
  isEmpty,
  isSet,
  itemsOf,
  nothing,
  type Place,
  type ServerFinding,
} from './place.ts'
import { checkForm, checkNotEmpty, checkPresent, checkRequiredName, checkUnique } from './texts.ts'

/**
 * Which requests a webhook or a policy is asked about.
 *
 * Source: pkg/apis/admissionregistration/validation/validation.go, validateRuleWithOperations, validateNamedRuleWithOperations.
 */
export function checkMatchRule(rule: Place): readonly ServerFinding[] {
  return [
    ...['operations', 'apiGroups', 'apiVersions'].flatMap((field) => checkWildcard(rule, field)),
    ...itemsOf(at(rule, 'apiVersions')).flatMap((version) => checkNotEmpty(version, 'the version')),
    ...checkResources(rule),
    ...itemsOf(at(rule, 'resourceNames')).flatMap((name) =>
      checkForm(name, 'the name', pathSegment),
    ),
    ...checkUnique(itemsOf(at(rule, 'resourceNames')), 'the name'),
  ]
}

/** `*` stands alone. */
function checkWildcard(rule: Place, field: string): readonly ServerFinding[] {
  const list = at(rule, field)
  const values = itemsOf(list).map(({ value }) => value)
  if (isEmpty(list)) {
    return find(isSet(list) ? list : rule, `the rule names no ${field}`, "add them, or '*'")
  }
  return values.length > 1 && values.includes('*')
    ? find(list, `'*' is all of ${field}, so that others beside it say nothing`, "keep '*' alone")
    : nothing
}

function checkResources(rule: Place): readonly ServerFinding[] {
  const list = at(rule, 'resources')
  const resources = itemsOf(list)
  const names = resources.map(({ value }) => String(value))
  if (isEmpty(list)) {
    return find(isSet(list) ? list : rule, 'the rule names no resources', "add them, or '*'")
  }
  const parts = names.map((name) => name.split('/', 2))
  return [
    ...resources.flatMap((resource) => checkNotEmpty(resource, 'the resource')),
    ...(names.length > 1 && names.includes('*/*')
      ? find(list, "'*/*' is every resource, so that others beside it say nothing", 'keep it alone')
      : nothing),
    ...(names.includes('*') && lastPlain(names)
      ? find(
          list,
          "'*' is every resource without subresources, and others stand beside it",
          "keep '*'",
        )
      : nothing),
    ...resources.flatMap((resource, index) => {
      const [name, sub] = parts[index] ?? []
      const isCovered = parts
        .slice(0, index)
        .some(
          ([other, otherSub]) =>
            sub !== undefined &&
            otherSub !== undefined &&
            ((other === name && otherSub === '*') || (other === '*' && otherSub === sub)),
        )
      return isCovered
        ? find(resource, `'${names[index]}' is covered by an entry before it`, 'remove it')
        : nothing
    }),
  ]
}

/** As the API server has it: only the last resource without subresource counts. */
function lastPlain(names: readonly string[]): boolean {
  const plain = names.filter((name) => name !== '' && !name.includes('/'))
  return plain.at(-1) !== '*' && plain.length > 0
}

/** Source: validateMatchConditions; the expressions themselves are CEL. */
export function checkMatchConditions(list: Place): readonly ServerFinding[] {
  const conditions = itemsOf(list)
  return [
    ...(conditions.length > 64
      ? find(list, `there are ${conditions.length} conditions, and 64 are allowed`, 'remove some')
      : nothing),
    ...checkUnique(
      conditions.map((condition) => at(condition, 'name')),
      'the name of the condition',
    ),
    ...conditions.flatMap((condition) => [
      ...checkRequiredName(at(condition, 'name'), 'the name of the condition', qualifiedName),
      ...(isSet(at(condition, 'expression'))
        ? checkExpression(at(condition, 'expression'))
        : checkPresent(at(condition, 'expression'), 'the expression')),
    ]),
  ]
}

/** An expression that says something. Whether it compiles is for CEL to say. */
export function checkExpression(place: Place): readonly ServerFinding[] {
  return typeof place.value === 'string' && place.value.trim() === ''
    ? find(place, 'the expression is empty', 'write one in CEL')
    : nothing
}
