import { dnsOldLabel, dnsSubdomain, type NameRule } from './names.ts'
import {
  at,
  find,
  isEmpty,
  isSet,
  isTrue,
  itemsOf,
  nothing,
  type Place,
  type ServerFinding,
  textOf,
} from './place.ts'
import { checkStructure } from './structural-schemas.ts'
import {
  checkChoice,
  checkForm,
  checkName,
  checkNotEmpty,
  checkPresent,
  checkUnique,
} from './texts.ts'
import { checkClient } from './webhooks.ts'

const approval = 'api-approved.kubernetes.io'

/**
 * CustomResourceDefinitions: names and versions. Whether a version's schema is structural is not looked into.
 *
 * Source: k8s.io/apiextensions-apiserver pkg/apis/apiextensions/validation/validation.go,
 * validateCustomResourceDefinitionSpec.
 */
export function checkResourceDefinition(root: Place): readonly ServerFinding[] {
  const spec = at(root, 'spec')
  const [group, names, versions] = ['group', 'names', 'versions'].map((field) =>
    at(spec, field),
  ) as [Place, Place, Place]
  const name = at(root, 'metadata', 'name')
  const expected = `${String(at(names, 'plural').value ?? '')}.${String(group.value ?? '')}`
  const isProtected = /(^|\.)(k8s|kubernetes)\.io$/.test(String(group.value))
  return [
    ...[name, at(root, 'metadata', 'generateName')].flatMap((place) =>
      textOf(place) === undefined || place.value === expected
        ? nothing
        : find(
            place,
            `the name must be the plural, a dot and the group: '${expected}'`,
            'correct it',
          ),
    ),
    ...checkName(
      group,
      'the group',
      (text) =>
        dnsSubdomain(text) ??
        (text.includes('.') ? undefined : 'must be a domain with a dot, such as example.com'),
    ),
    ...(isProtected ? checkApproval(root) : nothing),
    ...checkChoice(at(spec, 'scope'), 'the scope', ['Cluster', 'Namespaced']),
    ...checkNames(names),
    ...checkVersions(versions),
    ...checkConversion(at(spec, 'conversion')),
    ...(isTrue(at(spec, 'preserveUnknownFields'))
      ? find(
          at(spec, 'preserveUnknownFields'),
          'fields that no schema knows are kept by the schema itself since v1',
          'set x-kubernetes-preserve-unknown-fields: true in the schema',
        )
      : nothing),
  ]
}

/** Kubernetes' own groups are given by its reviewers. */
function checkApproval(root: Place): readonly ServerFinding[] {
  const annotation = at(root, 'metadata', 'annotations', approval)
  const text = textOf(annotation) ?? ''
  return text.startsWith('unapproved') || (URL.canParse(text) && text.includes('://'))
    ? nothing
    : find(
        annotation,
        `groups of k8s.io and kubernetes.io are Kubernetes' own, and the annotation ${approval} names no approval`,
        'use a domain of your own, or link the pull request that approves it',
      )
}

const anyCase: NameRule = (text) => dnsOldLabel(text.toLowerCase())

function checkNames(names: Place): readonly ServerFinding[] {
  const listKind = at(names, 'listKind')
  return [
    ...checkName(at(names, 'plural'), 'the plural', dnsOldLabel),
    ...checkForm(at(names, 'singular'), 'the singular', dnsOldLabel),
    ...checkName(at(names, 'kind'), 'the kind', anyCase),
    ...checkForm(listKind, 'the listKind', anyCase),
    ...(textOf(listKind) !== undefined && listKind.value === at(names, 'kind').value
      ? find(listKind, 'kind and listKind must not be the same', 'leave listKind out')
      : nothing),
    ...['shortNames', 'categories'].flatMap((field) =>
      itemsOf(at(names, field)).flatMap((one) => checkName(one, 'the name', dnsOldLabel)),
    ),
  ]
}

function checkVersions(list: Place): readonly ServerFinding[] {
  const versions = itemsOf(list)
  const stored = versions.filter((version) => isTrue(at(version, 'storage')))
  return [
    ...((Array.isArray(list.value) || list.value === null) && stored.length !== 1
      ? find(
          list,
          `exactly one version is stored, and ${stored.length === 0 ? 'none' : stored.length} of these`,
          'set storage: true for one of them, and false for the others',
        )
      : nothing),
    ...checkUnique(
      versions.map((version) => at(version, 'name')),
      'the version',
    ),
    ...versions.flatMap((version) => [
      ...checkName(at(version, 'name'), 'the version', dnsOldLabel),
      ...(isSet(at(version, 'schema', 'openAPIV3Schema'))
        ? nothing
        : checkPresent(at(version, 'schema', 'openAPIV3Schema'), 'the schema of the version')),
      ...checkStructure(at(version, 'schema', 'openAPIV3Schema')),
      ...(isSet(at(version, 'deprecationWarning')) ? checkDeprecation(version) : nothing),
      ...itemsOf(at(version, 'additionalPrinterColumns')).flatMap(checkColumn),
      ...checkScale(at(version, 'subresources', 'scale')),
    ]),
  ]
}

function checkDeprecation(version: Place): readonly ServerFinding[] {
  const warning = at(version, 'deprecationWarning')
  const text = String(warning.value)
  return [
    ...(isTrue(at(version, 'deprecated'))
      ? nothing
      : find(warning, 'a version that is not deprecated warns of nothing', 'set deprecated: true')),
    ...(text === '' || text.length > 256 || /\p{C}/u.test(text)
      ? find(
          warning,
          'the warning must be text of 256 characters at most, without control characters',
          'correct it',
        )
      : nothing),
  ]
}

function checkColumn(column: Place): readonly ServerFinding[] {
  return [
    ...checkNotEmpty(at(column, 'name'), 'the name of the column'),
    ...checkChoice(at(column, 'type'), 'the type', [
      'boolean',
      'date',
      'integer',
      'number',
      'string',
    ]),
    ...(textOf(at(column, 'format')) === undefined
      ? nothing
      : checkChoice(at(column, 'format'), 'the format', [
          'int32',
          'int64',
          'float',
          'double',
          'byte',
          'date',
          'date-time',
          'password',
        ])),
    ...checkNotEmpty(at(column, 'jsonPath'), 'the jsonPath'),
  ]
}

function checkScale(scale: Place): readonly ServerFinding[] {
  const below =
    (...starts: readonly string[]): NameRule =>
    (text) =>
      starts.some((start) => text.startsWith(start))
        ? undefined
        : `must begin with ${starts.join(' or ')}`
  return [
    ...checkName(at(scale, 'specReplicasPath'), 'the path', below('.spec.')),
    ...checkName(at(scale, 'statusReplicasPath'), 'the path', below('.status.')),
    ...checkForm(at(scale, 'labelSelectorPath'), 'the path', below('.spec.', '.status.')),
  ]
}

function checkConversion(conversion: Place): readonly ServerFinding[] {
  const [strategy, webhook] = [at(conversion, 'strategy'), at(conversion, 'webhook')]
  const versions = at(webhook, 'conversionReviewVersions')
  if (strategy.value !== 'Webhook') {
    return [
      ...checkChoice(strategy, 'the strategy', ['None', 'Webhook']),
      ...(isSet(webhook)
        ? find(webhook, 'a webhook converts with the strategy Webhook only', 'remove it')
        : nothing),
    ]
  }
  const client = at(webhook, 'clientConfig')
  return [
    ...(isSet(client) ? checkClient(client) : checkPresent(client, 'the webhook')),
    ...(isEmpty(versions) ||
    !itemsOf(versions).some(({ value }) => /^v1(beta1)?$/.test(String(value)))
      ? find(
          isSet(versions) ? versions : webhook,
          'it names no version of ConversionReview that the API server sends',
          'add v1 to conversionReviewVersions',
        )
      : nothing),
    ...checkUnique(itemsOf(versions), 'the version'),
    ...itemsOf(versions).flatMap((version) => checkName(version, 'the version', dnsOldLabel)),
  ]
}
