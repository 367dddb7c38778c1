import type { World, WorldObject } from './world.ts'

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

interface IngressSpec {
  readonly rules?: readonly {
    readonly host?: string
    readonly http?: {
      readonly paths?: readonly {
        readonly path?: string
        readonly backend?: {
          readonly service?: {
            readonly name?: string
            readonly port?: { readonly name?: string; readonly number?: number }
          }
        }
      }[]
    }
  }[]
  readonly tls?: readonly { readonly hosts?: readonly string[] }[]
}

export function ingressSpec(object: WorldObject): IngressSpec {
  return (object.manifest.spec ?? {}) as IngressSpec
}

export function syncedIngresses(world: World): WorldObject[] {
  return world.ofKind('networking.k8s.io/Ingress').filter((object) => object.synced)
}

export function routesOf(object: WorldObject): IngressRoute[] {
  return (ingressSpec(object).rules ?? []).flatMap((rule, ruleIndex) =>
    (rule.http?.paths ?? []).map((path, pathIndex) => ({
      object,
      pointer: `/spec/rules/${ruleIndex}/http/paths/${pathIndex}`,
      host: rule.host ?? '',
      path: path.path ?? '/',
      service: path.backend?.service?.name ?? '',
      port: String(path.backend?.service?.port?.name ?? path.backend?.service?.port?.number ?? ''),
    })),
  )
}
