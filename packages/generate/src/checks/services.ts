import { perWorld } from './per-world.ts'
import { type PodTemplate, podIndex } from './pods.ts'
import { type Shape, shape, shapes, text } from './shapes.ts'
import type { WorldObject } from './world.ts'

export interface ServicePort {
  readonly service: WorldObject
  /** JSON pointer of the port inside the Service. */
  readonly pointer: string
  readonly name: string
  readonly protocol: string
  /** Name or number of the pods' port. */
  readonly target: string | number | undefined
}

export interface SelectingService {
  readonly object: WorldObject
  readonly spec: Shape
  /** Empty where it selects none. */
  readonly pods: readonly PodTemplate[]
}

/** Services with a selector, each with the pods behind it. */
export const selectingServices = perWorld((world): readonly SelectingService[] => {
  const index = podIndex(world)
  return world.ofKind('Service').flatMap((object) => {
    const spec = shape(object.manifest.spec)
    const selects = Object.keys(shape(spec.selector)).length > 0
    if (!selects || spec.type === 'ExternalName') return []
    return [{ object, spec, pods: index.bySelector(object.id.namespace, spec.selector) }]
  })
})

/** Pods that serve what a Service forwards, with that Service's ports. */
export const servedPods = perWorld((world): ReadonlyMap<PodTemplate, readonly ServicePort[]> => {
  const served = new Map<PodTemplate, ServicePort[]>()
  for (const service of selectingServices(world)) {
    const ports = portsOf(service.object)
    for (const pod of service.pods) served.set(pod, [...(served.get(pod) ?? []), ...ports])
  }
  return served
})

export function portsOf(service: WorldObject): ServicePort[] {
  return shapes(shape(service.manifest.spec).ports).map((port, index) => {
    const { targetPort } = port
    const known = typeof targetPort === 'string' || typeof targetPort === 'number'
    const target = known ? targetPort : typeof port.port === 'number' ? port.port : undefined
    return {
      service,
      pointer: `/spec/ports/${index}`,
      name: text(port.name) ?? '',
      protocol: text(port.protocol) ?? 'TCP',
      target,
    }
  })
}
