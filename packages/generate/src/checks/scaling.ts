import { perWorld } from './per-world.ts'
import { knownPods, type PodTemplate } from './pods.ts'
import { integer, member, shape, text } from './shapes.ts'
import { chartsFirst, type WorldObject } from './world.ts'

export interface Autoscaler {
  readonly object: WorldObject
  /** Identity text of what it scales. */
  readonly target: string
  /** Fewest pods; the API server's default is 1. */
  readonly min: number
  readonly max: number | undefined
}

/** HorizontalPodAutoscalers, charts' included. */
export const autoscalers = perWorld((world): readonly Autoscaler[] =>
  [...world.ofKind('autoscaling/HorizontalPodAutoscaler')].sort(chartsFirst).map((object) => {
    const spec = shape(object.manifest.spec)
    const { apiVersion, kind, name } = shape(spec.scaleTargetRef)
    const version = text(apiVersion) ?? ''
    const group = version.includes('/') ? `${version.slice(0, version.indexOf('/'))}/` : ''
    return {
      object,
      target: `${group}${text(kind) ?? ''} ${object.id.namespace}/${text(name) ?? ''}`,
      min: integer(spec.minReplicas) ?? 1,
      max: integer(spec.maxReplicas),
    }
  }),
)

export const autoscalerByTarget = perWorld(
  (world): ReadonlyMap<string, Autoscaler> =>
    new Map(autoscalers(world).map((autoscaler) => [autoscaler.target, autoscaler])),
)

/** Pods of a workload that runs a number of equal ones. */
export interface ReplicatedPod {
  readonly pod: PodTemplate
  /** Fewest that run. */
  readonly min: number
  /** Whether more than one may run. */
  readonly several: boolean
}

const replicatedKinds = new Set([
  'Deployment',
  'StatefulSet',
  'ReplicaSet',
  'ReplicationController',
  'Rollout',
])

export const replicatedPods = perWorld((world): ReadonlyMap<PodTemplate, ReplicatedPod> => {
  const scaled = autoscalerByTarget(world)
  return new Map(
    knownPods(world).flatMap((pod) => {
      if (!replicatedKinds.has(pod.object.id.kind)) return []
      const autoscaler = scaled.get(pod.object.key)
      const stated = integer(member(pod.object.manifest, 'spec', 'replicas')) ?? 1
      const min = autoscaler?.min ?? stated
      return [[pod, { pod, min, several: Math.max(min, autoscaler?.max ?? 0) > 1 }] as const]
    }),
  )
})
