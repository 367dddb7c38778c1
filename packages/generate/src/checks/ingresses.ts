import { perWorld } from './per-world.ts'
import { type Shape, shape, shapes, text, texts } from './shapes.ts'
import type { WorldObject } from './world.ts'

export interface IngressRoute {
  readonly object: WorldObject
  /** JSON pointer of the path inside the Ingress. */
  readonly pointer: string
  /** Empty for any host. */
  readonly host: string
  readonly path: string
  readonly service: string
  /** Name or number of the Service's port. */
  readonly port: string
}

export const syncedIngresses = perWorld((world): readonly WorldObject[] =>
  world.ofKind('networking.k8s.io/Ingress').filter((object) => object.synced),
)

/** Hosts that an Ingress serves with TLS. */
export function tlsHosts(object: WorldObject): string[] {
  return shapes(shape(object.manifest.spec).tls).flatMap(({ hosts }) => texts(hosts))
}

/** Class of an Ingress; undefined where the cluster's default decides. */
export function ingressClass(object: WorldObject): string | undefined {
  return text(shape(object.manifest.spec).ingressClassName)
}

/** What an Ingress forwards to Services, by host and path. */
export function routesOf(object: WorldObject): IngressRoute[] {
  return shapes(shape(object.manifest.spec).rules).flatMap((rule, ruleIndex) =>
    shapes(shape(rule.http).paths).map((path, pathIndex) => ({
      object,
      pointer: `/spec/rules/${ruleIndex}/http/paths/${pathIndex}`,
      host: text(rule.host) ?? '',
      path: text(path.path) ?? '/',
      ...backendOf(shape(path.backend)),
    })),
  )
}

/** Every Service and port that an Ingress names, the default backend included. */
export function backendsOf(
  object: WorldObject,
): readonly Pick<IngressRoute, 'pointer' | 'service' | 'port'>[] {
  const backend = shape(shape(object.manifest.spec).defaultBackend)
  return [
    ...('service' in backend ? [{ pointer: '/spec/defaultBackend', ...backendOf(backend) }] : []),
    ...routesOf(object).map(({ pointer, service, port }) => ({
      pointer: `${pointer}/backend`,
      service,
      port,
    })),
  ]
}

function backendOf(backend: Shape): { service: string; port: string } {
  const service = shape(backend.service)
  const port = shape(service.port)
  const id = port.name ?? port.number
  return {
    service: text(service.name) ?? '',
    port: typeof id === 'string' || typeof id === 'number' ? String(id) : '',
  }
}
