import { dnsLabel, qualifiedName } from './names.ts'
import {
  at,
  entriesOf,
  find,
  itemsOf,
  nothing,
  type Place,
  type ServerFinding,
  textOf,
} from './place.ts'
import type { PodTemplate } from './pod-templates.ts'
import { checkAmount, isWhole, parseQuantity } from './quantity.ts'
import { checkForm, checkNotEmpty } from './texts.ts'

/**
 * What containers request and may use at most.
 *
 * Source: pkg/apis/core/validation/validation.go, ValidateContainerResourceRequirements, validatePodResources.
 */
export function checkResources(pod: PodTemplate): readonly ServerFinding[] {
  const claims = itemsOf(at(pod.spec, 'resourceClaims')).map((claim) => textOf(at(claim, 'name')))
  return [
    ...pod.containers.flatMap(({ place }) => [
      ...checkRequirements(at(place, 'resources'), checkContainerResource),
      ...itemsOf(at(place, 'resources', 'claims')).flatMap((claim) => checkClaim(claim, claims)),
    ]),
    ...checkRequirements(at(pod.spec, 'resources'), checkPodResource),
    ...checkAmounts(at(pod.spec, 'overhead'), checkContainerResource),
  ]
}

/** What is wrong with a name of a resource. */
type ResourceRule = (name: string) => string | undefined

function checkRequirements(place: Place, rule: ResourceRule): readonly ServerFinding[] {
  const limits = at(place, 'limits')
  const requests = at(place, 'requests')
  const names = [...entriesOf(limits), ...entriesOf(requests)].map(([name]) => name)
  return [
    ...checkAmounts(limits, rule),
    ...checkAmounts(requests, rule),
    ...entriesOf(requests).flatMap(([name, request]) => checkLimit(name, request, limits)),
    ...(names.some(isHugePages) && !names.some((name) => name === 'cpu' || name === 'memory')
      ? find(place, 'huge pages need cpu or memory beside them', 'request cpu and memory')
      : nothing),
  ]
}

function checkLimit(name: string, request: Place, limits: Place): readonly ServerFinding[] {
  const limit = at(limits, name)
  const [asked, allowed] = [parseQuantity(request.value), parseQuantity(limit.value)]
  if (!isOvercommitted(name) && limit.value === undefined) {
    return find(
      request,
      `${name} cannot be overcommitted, and has a request without limit`,
      `add it to the limits`,
    )
  }
  if (asked === undefined || allowed === undefined) return nothing
  if (asked > allowed) {
    return find(
      request,
      `the request of ${name}, ${String(request.value)}, is more than its limit, ${String(limit.value)}`,
      'raise the limit, or request less',
    )
  }
  return asked !== allowed && !isOvercommitted(name)
    ? find(
        request,
        `${name} cannot be overcommitted: the request, ${String(request.value)}, must equal the limit, ${String(limit.value)}`,
        'write the same amount',
      )
    : nothing
}

/** Amounts by resource, each with a name and an amount that go together. */
export function checkAmounts(map: Place, rule: ResourceRule): readonly ServerFinding[] {
  return entriesOf(map).flatMap(([name, place]) => {
    const fault = rule(name)
    const amount = parseQuantity(place.value)
    return [
      ...(fault === undefined
        ? nothing
        : find(place, `the resource '${name}' ${fault}`, 'correct the name')),
      ...checkAmount(place, `the amount of ${name}`),
      ...(amount !== undefined && isCounted(name) && !isWhole(amount)
        ? find(
            place,
            `${name} is counted, and ${String(place.value)} is no whole number`,
            'round it',
          )
        : nothing),
      ...(amount !== undefined && isHugePages(name) && !isMultiple(name, amount)
        ? find(
            place,
            `${String(place.value)} is no multiple of the size of the pages`,
            'write a multiple of it',
          )
        : nothing),
    ]
  })
}

const ofContainers = ['cpu', 'memory', 'ephemeral-storage']
const countedResources = [
  'pods',
  'resourcequotas',
  'services',
  'replicationcontrollers',
  'secrets',
  'configmaps',
  'persistentvolumeclaims',
  'services.nodeports',
  'services.loadbalancers',
]
const standard = [
  ...ofContainers,
  ...ofContainers.flatMap((name) => [`requests.${name}`, `limits.${name}`]),
  ...countedResources,
  'storage',
  'requests.storage',
]

/** Source: validateResourceName. */
export const checkResource: ResourceRule = (name) =>
  qualifiedName(name) ??
  (name.includes('/') ||
  standard.includes(name) ||
  isHugePages(name) ||
  name.startsWith('requests.hugepages-')
    ? undefined
    : `is neither one of Kubernetes' own (${ofContainers.join(', ')}...) nor has a domain, as in 'vendor.com/device'`)

/** Source: validateContainerResourceName. */
export const checkContainerResource: ResourceRule = (name) => {
  const fault = checkResource(name)
  if (fault !== undefined) return fault
  if (!name.includes('/')) {
    return ofContainers.includes(name) || isHugePages(name)
      ? undefined
      : 'is nothing that a container can have'
  }
  return isNative(name) || isExtended(name)
    ? undefined
    : "must not begin with 'requests.', and have at most 63 characters behind '/'"
}

/** Source: validatePodResourceName. */
const checkPodResource: ResourceRule = (name) =>
  checkResource(name) ??
  (name === 'cpu' || name === 'memory' || isHugePages(name)
    ? undefined
    : 'is nothing that a whole pod can have: cpu, memory and huge pages are')

/** Source: ValidateResourceQuotaResourceName. */
export const checkQuotaResource: ResourceRule = (name) =>
  checkResource(name) ?? (name === 'storage' ? 'is nothing that a quota counts' : undefined)

function isHugePages(name: string): boolean {
  return name.startsWith('hugepages-')
}

function isMultiple(name: string, amount: bigint): boolean {
  const size = parseQuantity(name.slice('hugepages-'.length))
  return size !== undefined && size > 0n && isWhole(size) && amount % size === 0n
}

function isNative(name: string): boolean {
  return !name.includes('/') || name.includes('kubernetes.io/')
}

function isExtended(name: string): boolean {
  return (
    !isNative(name) &&
    !name.startsWith('requests.') &&
    qualifiedName(`requests.${name}`) === undefined
  )
}

/** Whether it may be requested below its limit. */
export function isOvercommitted(name: string): boolean {
  return isNative(name) && !isHugePages(name)
}

function isCounted(name: string): boolean {
  return countedResources.includes(name) || isExtended(name)
}

/** Source: validateResourceClaimNames. */
function checkClaim(
  claim: Place,
  known: readonly (string | undefined)[],
): readonly ServerFinding[] {
  const name = at(claim, 'name')
  return [
    ...checkNotEmpty(name, 'the name of the claim'),
    ...checkForm(at(claim, 'request'), 'the request', dnsLabel),
    ...(textOf(name) === undefined || known.includes(textOf(name))
      ? nothing
      : find(name, `the pod has no claim '${textOf(name)}'`, 'add it to its resourceClaims')),
  ]
}
