import type { Json } from '@skyctl/core'
import { get, listAt, textAt, textsAt } from '../plain-data.ts'
import type { PlacedObject } from './placed-objects.ts'
import type { Service, ServicePort } from './world.ts'

/** Services with the addresses of their EndpointSlices; Endpoints count too, since Kubernetes mirrors them into slices. */
export function readServices(objects: readonly PlacedObject[]): readonly Service[] {
  const addresses = new Map<string, Set<string>>()
  for (const object of objects) {
    const name = serviceOf(object)
    if (name === undefined) continue
    const key = `${object.namespace}/${name}`
    const known = addresses.get(key) ?? new Set<string>()
    for (const address of addressesOf(object)) known.add(address)
    addresses.set(key, known)
  }
  return objects.flatMap((object): Service[] => {
    if (object.group !== '' || object.kind !== 'Service') return []
    const { namespace, name, value } = object
    return [
      {
        namespace,
        name,
        labels: textsAt(value, 'metadata', 'labels'),
        selector: textsAt(value, 'spec', 'selector'),
        ports: (listAt(value, 'spec', 'ports') ?? []).flatMap(readPort),
        addresses: [...(addresses.get(`${namespace}/${name}`) ?? [])].sort(),
      },
    ]
  })
}

/** Without `targetPort` it is the same port. */
function readPort(entry: Json): ServicePort[] {
  const port = get(entry, 'port')
  const targetPort = get(entry, 'targetPort') ?? port
  return typeof port === 'number' &&
    (typeof targetPort === 'number' || typeof targetPort === 'string')
    ? [{ port, targetPort }]
    : []
}

function serviceOf({ group, kind, name, value }: PlacedObject): string | undefined {
  if (group === 'discovery.k8s.io' && kind === 'EndpointSlice') {
    return textAt(value, 'metadata', 'labels', 'kubernetes.io/service-name')
  }
  return group === '' && kind === 'Endpoints' ? name : undefined
}

function addressesOf({ kind, value }: PlacedObject): string[] {
  if (kind === 'Endpoints') {
    return (listAt(value, 'subsets') ?? []).flatMap((subset) =>
      (listAt(subset, 'addresses') ?? []).flatMap((one) => textAt(one, 'ip') ?? []),
    )
  }
  if (textAt(value, 'addressType') === 'FQDN') return []
  return (listAt(value, 'endpoints') ?? [])
    .filter((endpoint) => get(endpoint, 'conditions', 'ready') !== false)
    .flatMap((endpoint) => listAt(endpoint, 'addresses') ?? [])
    .filter((address) => typeof address === 'string')
}
