import { holdsAll, selectsLabels } from './label-selector.ts'
import { perWorld } from './per-world.ts'
import { member, type Shape, shape, shapes, text, textMap } from './shapes.ts'
import type { World, WorldObject } from './world.ts'

export type ContainerList = 'containers' | 'initContainers' | 'ephemeralContainers'

export interface PodContainer {
  readonly list: ContainerList
  /** Its name, or its place where it has none. */
  readonly name: string
  /** JSON pointer inside the object. */
  readonly pointer: string
  readonly spec: Shape
  /** Runs for as long as the pod: an ordinary container, or an init container that restarts always. */
  readonly stays: boolean
}

export interface PodTemplate {
  readonly object: WorldObject
  /** JSON pointer of the pod's spec inside the object. */
  readonly pointer: string
  readonly labels: Readonly<Record<string, string>>
  readonly spec: Shape
  readonly containers: readonly PodContainer[]
}

/** Where objects hold the pod that they run. A Rollout (Argo) runs pods as a Deployment does. */
const templates: Readonly<Record<string, readonly string[]>> = {
  'apps/Deployment': ['spec', 'template'],
  'apps/StatefulSet': ['spec', 'template'],
  'apps/DaemonSet': ['spec', 'template'],
  'apps/ReplicaSet': ['spec', 'template'],
  'argoproj.io/Rollout': ['spec', 'template'],
  'batch/Job': ['spec', 'template'],
  'batch/CronJob': ['spec', 'jobTemplate', 'spec', 'template'],
  Pod: [],
  ReplicationController: ['spec', 'template'],
}

/** Kinds that run pods, as identities name them. */
export const podKinds: readonly string[] = Object.keys(templates)

/** The pods of every workload that the World knows, charts' included. */
export const knownPods = perWorld((world): readonly PodTemplate[] =>
  Object.entries(templates).flatMap(([kind, path]) =>
    world.ofKind(kind).map((object) => podOf(object, path)),
  ),
)

/** The pods of every workload that the tree holds; not those of charts. */
export const syncedPods = perWorld((world): readonly PodTemplate[] =>
  knownPods(world).filter(({ object }) => object.synced),
)

function podOf(object: WorldObject, path: readonly string[]): PodTemplate {
  const template = shape(member(object.manifest, ...path))
  const pointer = [...path, 'spec'].map((segment) => `/${segment}`).join('')
  const spec = shape(template.spec)
  return {
    object,
    pointer,
    labels: textMap(member(template, 'metadata', 'labels')),
    spec,
    containers: (['initContainers', 'containers', 'ephemeralContainers'] as const).flatMap((list) =>
      shapes(spec[list]).map((container, index) => ({
        list,
        name: text(container.name) ?? String(index),
        pointer: `${pointer}/${list}/${index}`,
        spec: container,
        stays:
          list === 'containers' ||
          (list === 'initContainers' && container.restartPolicy === 'Always'),
      })),
    ),
  }
}

/** Finds the pods of a namespace, without looking at all of them. */
export interface PodIndex {
  /** Those that a Service's selector selects; an empty one selects none. */
  readonly bySelector: (namespace: string, selector: unknown) => readonly PodTemplate[]
  /** Those that a LabelSelector selects; an empty one selects all. */
  readonly byLabelSelector: (namespace: string, selector: unknown) => readonly PodTemplate[]
}

/** Index of all pods that the World knows. */
export const podIndex = perWorld((world) => indexPods(knownPods(world)))

export function indexPods(pods: readonly PodTemplate[]): PodIndex {
  const byNamespace = new Map<string, PodTemplate[]>()
  const byLabel = new Map<string, PodTemplate[]>()
  for (const pod of pods) {
    const { namespace } = pod.object.id
    push(byNamespace, namespace, pod)
    for (const key in pod.labels) push(byLabel, `${namespace} ${key}=${pod.labels[key]}`, pod)
  }
  /** The smallest known group of pods that holds all that these labels can select. */
  const candidates = (namespace: string, labels: Readonly<Record<string, string>>) =>
    Object.entries(labels)
      .map(([key, value]) => byLabel.get(`${namespace} ${key}=${value}`) ?? [])
      .reduce((a, b) => (b.length < a.length ? b : a), byNamespace.get(namespace) ?? [])
  return {
    bySelector: (namespace, selector) => {
      const labels = textMap(selector)
      if (Object.keys(labels).length === 0) return []
      return candidates(namespace, labels).filter((pod) => holdsAll(labels, pod.labels))
    },
    byLabelSelector: (namespace, selector) =>
      candidates(namespace, textMap(shape(selector).matchLabels)).filter((pod) =>
        selectsLabels(selector, pod.labels),
      ),
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key)
  if (values === undefined) map.set(key, [value])
  else values.push(value)
}

/** Whether a pod that would run in this namespace waits for a fact, so that nobody knows its labels yet. */
export function hasPendingPods(world: World, namespace: string): boolean {
  return podKinds.some((kind) => world.hasPending(kind, namespace))
}
