import { checkLabelSelector } from './label-selectors.ts'
import { dnsSubdomain, pathSegment } from './names.ts'
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
import { checkChoice, checkForm, checkName, checkNotEmpty } from './texts.ts'

const group = 'rbac.authorization.k8s.io'

/**
 * Roles and ClusterRoles: what a rule is about.
 *
 * Source: pkg/apis/rbac/validation/validation.go, ValidatePolicyRule, ValidateClusterRole.
 */
export function checkRole(isNamespaced: boolean): (root: Place) => readonly ServerFinding[] {
  return (root) => {
    const aggregation = at(root, 'aggregationRule')
    const selectors = at(aggregation, 'clusterRoleSelectors')
    return [
      ...itemsOf(at(root, 'rules')).flatMap((rule) => checkRule(rule, isNamespaced)),
      ...(isSet(aggregation) && isEmpty(selectors)
        ? find(aggregation, 'it aggregates no roles', 'add clusterRoleSelectors')
        : nothing),
      ...itemsOf(selectors).flatMap(checkLabelSelector),
    ]
  }
}

function checkRule(rule: Place, isNamespaced: boolean): readonly ServerFinding[] {
  const urls = at(rule, 'nonResourceURLs')
  const isAboutUrls = !isEmpty(urls)
  const resourceFields = ['apiGroups', 'resources', 'resourceNames']
  return [
    ...(isEmpty(at(rule, 'verbs')) && isSet(rule)
      ? find(rule, 'the rule allows no verb', "add verbs, such as 'get', 'list' and 'watch'")
      : nothing),
    ...(isAboutUrls && isNamespaced
      ? find(urls, 'URLs are in no namespace, and a Role is', 'use a ClusterRole')
      : nothing),
    ...(isAboutUrls && resourceFields.some((field) => !isEmpty(at(rule, field)))
      ? find(urls, 'a rule is about resources or about URLs, not both', 'make two rules of it')
      : nothing),
    ...(isAboutUrls
      ? nothing
      : ['apiGroups', 'resources'].flatMap((field) =>
          isEmpty(at(rule, field)) && isSet(rule)
            ? find(
                isSet(at(rule, field)) ? at(rule, field) : rule,
                `the rule names no ${field}`,
                field === 'apiGroups' ? "add them; '' is the core group" : 'add them',
              )
            : nothing,
        )),
  ]
}

/**
 * RoleBindings and ClusterRoleBindings: whom a role is given to. Groups are filled in where they are missing.
 *
 * Source: the same file, ValidateRoleBinding, ValidateClusterRoleBinding; defaults: pkg/apis/rbac/v1/defaults.go.
 */
export function checkBinding(isNamespaced: boolean): (root: Place) => readonly ServerFinding[] {
  return (root) => {
    const role = at(root, 'roleRef')
    return [
      ...checkGroup(at(role, 'apiGroup')),
      ...checkChoice(
        at(role, 'kind'),
        'the kind',
        isNamespaced ? ['Role', 'ClusterRole'] : ['ClusterRole'],
      ),
      ...checkName(at(role, 'name'), 'the name of the role', pathSegment),
      ...itemsOf(at(root, 'subjects')).flatMap((subject) => checkSubject(subject, isNamespaced)),
    ]
  }
}

function checkGroup(place: Place): readonly ServerFinding[] {
  return place.value === '' ? nothing : checkChoice(place, 'the apiGroup', [group])
}

function checkSubject(subject: Place, isNamespaced: boolean): readonly ServerFinding[] {
  const [kind, name] = [at(subject, 'kind'), at(subject, 'name')]
  if (kind.value !== 'ServiceAccount') {
    return [
      ...checkChoice(kind, 'the kind', ['ServiceAccount', 'User', 'Group']),
      ...checkNotEmpty(name, 'the name'),
      ...checkGroup(at(subject, 'apiGroup')),
    ]
  }
  return [
    ...checkNotEmpty(name, 'the name'),
    ...checkForm(name, 'the name of the ServiceAccount', dnsSubdomain),
    ...(textOf(at(subject, 'apiGroup')) === undefined
      ? nothing
      : find(at(subject, 'apiGroup'), 'ServiceAccounts are of the core group', 'remove it')),
    ...(!isNamespaced && isEmpty(at(subject, 'namespace'))
      ? find(subject, 'the namespace of the ServiceAccount is missing', 'add namespace')
      : nothing),
  ]
}
