import { checkLabelSelector } from './label-selectors.ts'
import { checkMatchConditions, checkMatchRule } from './match-rules.ts'
import { dnsOldLabel, dnsSubdomain, fullName, type NameRule } from './names.ts'
import { checkBounds, checkPortNumber } from './numbers.ts'
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
import { checkBase64 } from './secrets.ts'
import { checkForm, checkName, checkNotEmpty, checkUnique } from './texts.ts'

/**
 * Validating and mutating webhooks: whom they call, about what.
 *
 * Source: pkg/apis/admissionregistration/validation/validation.go, validateValidatingWebhook, validateMutatingWebhook.
 */
export function checkWebhooks(root: Place): readonly ServerFinding[] {
  const webhooks = itemsOf(at(root, 'webhooks'))
  return [
    ...checkUnique(
      webhooks.map((webhook) => at(webhook, 'name')),
      'the name of the webhook',
    ),
    ...webhooks.flatMap((webhook) => [
      ...checkName(at(webhook, 'name'), 'the name of the webhook', fullName),
      ...itemsOf(at(webhook, 'rules')).flatMap(checkMatchRule),
      ...checkSideEffects(at(webhook, 'sideEffects')),
      ...checkBounds(at(webhook, 'timeoutSeconds'), 'timeoutSeconds', { min: 1, max: 30 }),
      ...checkLabelSelector(at(webhook, 'namespaceSelector')),
      ...checkLabelSelector(at(webhook, 'objectSelector')),
      ...checkClient(at(webhook, 'clientConfig')),
      ...checkReviewVersions(at(webhook, 'admissionReviewVersions')),
      ...checkMatchConditions(at(webhook, 'matchConditions')),
    ]),
  ]
}

function checkSideEffects(place: Place): readonly ServerFinding[] {
  return place.value === 'Some' || place.value === 'Unknown'
    ? find(
        place,
        `sideEffects is ${place.value}, with which no dry run could be done`,
        'use None or NoneOnDryRun',
      )
    : nothing
}

function checkReviewVersions(list: Place): readonly ServerFinding[] {
  const versions = itemsOf(list)
  return [
    ...checkUnique(versions, 'the version'),
    ...versions.flatMap((version) => checkName(version, 'the version', dnsOldLabel)),
    ...((Array.isArray(list.value) || list.value === null) &&
    !versions.some(({ value }) => value === 'v1' || value === 'v1beta1')
      ? find(list, 'it names no version of AdmissionReview that the API server sends', 'add v1')
      : nothing),
  ]
}

/** The service or the URL that a webhook is. Source: k8s.io/apiserver pkg/util/webhook/validation.go. */
export function checkClient(config: Place): readonly ServerFinding[] {
  if (!isSet(config)) return nothing
  const [url, service] = [at(config, 'url'), at(config, 'service')]
  if (isSet(url) === isSet(service)) {
    return find(
      config,
      isSet(url) ? 'a webhook is a url or a service, not both' : 'the webhook is nowhere',
      'set either url or service',
    )
  }
  return [
    ...(isSet(url) ? checkUrl(url) : nothing),
    ...checkNotEmpty(at(service, 'name'), 'the name of the Service'),
    ...checkNotEmpty(at(service, 'namespace'), 'the namespace of the Service'),
    ...checkPortNumber(at(service, 'port'), 'the port'),
    ...checkForm(at(service, 'path'), 'the path', servicePath),
    ...checkBase64('caBundle', at(config, 'caBundle')),
  ]
}

function checkUrl(place: Place): readonly ServerFinding[] {
  const text = textOf(place) ?? ''
  const parts = /^https:\/\/([^/?#@]+)(\/[^?#]*)?$/i.exec(text)
  return parts === null || !URL.canParse(text)
    ? find(
        place,
        `'${text}' is no URL that a webhook can have: https, a host and a path, and nothing else`,
        'write https://host/path',
      )
    : nothing
}

const servicePath: NameRule = (text) => {
  if (text === '/') return undefined
  if (!text.startsWith('/')) return "must begin with '/'"
  const steps = text.slice(1).split('/')
  if (steps.at(-1) === '') steps.pop()
  for (const step of steps) {
    const fault = step === '' ? 'must not be empty' : dnsSubdomain(step)
    if (fault !== undefined) return `has a part '${step}' that ${fault}`
  }
  return undefined
}
