import type { Json } from '@skyctl/core'
import { parseAddress } from '../identities/prefix.ts'
import { namespaceKey } from '../labels/label.ts'
import { encodeSelector, meets, requirementsOf } from '../labels/selector.ts'
import { get, textAt } from '../plain-data.ts'
import type { Profile } from '../profile/profile.ts'
import type { Service, World } from '../world/world.ts'
import { addCluster } from './peer-selector.ts'
import type { PeerSelector } from './policy-entry.ts'

export interface ResolvedServices {
  readonly peers: readonly PeerSelector[]
  /** What was named and leads to nobody, in words. */
  readonly unresolved: readonly string[]
}

/**
 * The pods and addresses behind `toServices`: a Service with a selector becomes that selector in its namespace, one without the
 * addresses of its EndpointSlices. No namespace is any namespace, and `k8sService` counts only without `k8sServiceSelector`.
 *
 * Source: pkg/policy/k8s/service.go, processRule.
 */
export function resolveServices(
  references: readonly Json[],
  { services }: World,
  profile: Profile,
): ResolvedServices {
  const peers: PeerSelector[] = []
  const unresolved: string[] = []
  for (const reference of references) {
    const matching = services.filter((service) => refersTo(reference, service))
    const found = matching.flatMap((service) => peersOf(service, profile))
    peers.push(...found)
    const names = nameOf(reference)
    if (names === undefined) continue
    if (matching.length === 0) unresolved.push(`${names} is not in the world`)
    else if (found.length === 0) {
      unresolved.push(`${names} has neither a selector nor an address in the world`)
    }
  }
  return { peers, unresolved }
}

function refersTo(reference: Json, service: Service): boolean {
  const selector = get(reference, 'k8sServiceSelector')
  const namespace = textAt(
    reference,
    selector === undefined ? 'k8sService' : 'k8sServiceSelector',
    'namespace',
  )
  if (namespace !== undefined && namespace !== '' && namespace !== service.namespace) return false
  if (selector !== undefined) {
    // Labels of a Service have no source that a selector could name.
    return requirementsOf(encodeSelector('any', get(selector, 'selector'))).every((requirement) =>
      meets(requirement, service.labels[requirement.key]),
    )
  }
  const name = textAt(reference, 'k8sService', 'serviceName')
  return get(reference, 'k8sService') !== undefined && (name ?? '') === service.name
}

function peersOf({ namespace, selector, addresses }: Service, profile: Profile): PeerSelector[] {
  if (Object.keys(selector).length > 0) {
    const encoded = encodeSelector('k8s', {
      matchLabels: { ...selector, [namespaceKey]: namespace },
    })
    return [{ type: 'labels', requirements: requirementsOf(addCluster(encoded, profile)) }]
  }
  return addresses.flatMap((address): PeerSelector[] => {
    const prefix = parseAddress(address)
    // An address of a family that the cluster lacks is nobody's.
    const isOurs = prefix !== undefined && profile.ipFamilies.includes(`IPv${prefix.family}`)
    return isOurs ? [{ type: 'cidr', prefix, except: [] }] : []
  })
}

/** Undefined where nothing is named: `{}` resolves to nobody whatever the world holds. */
function nameOf(reference: Json): string | undefined {
  const selector = get(reference, 'k8sServiceSelector')
  if (selector !== undefined)
    return `the Service of ${JSON.stringify(get(selector, 'selector') ?? {})}`
  const name = textAt(reference, 'k8sService', 'serviceName')
  if (name === undefined || name === '') return undefined
  const namespace = textAt(reference, 'k8sService', 'namespace')
  return `Service ${namespace === undefined ? '' : `${namespace}/`}${name}`
}
