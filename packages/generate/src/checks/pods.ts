import type { World, WorldObject } from './world.ts'

/** The parts of a pod that rules read. Values come from manifests, so every member may be missing. */
export interface PodSpec {
  readonly containers?: readonly Container[]
  readonly initContainers?: readonly Container[]
  readonly terminationGracePeriodSeconds?: number
}

export interface Container {
  readonly name?: string
  readonly image?: string
  readonly lifecycle?: { readonly preStop?: { readonly sleep?: { readonly seconds?: number } } }
}

export interface PodTemplate {
  readonly object: WorldObject
  /** JSON pointer of the pod's spec inside the object. */
  readonly pointer: string
  readonly labels: Readonly<Record<string, string>>
  readonly spec: PodSpec
}

interface TemplateHolder {
  readonly spec?: {
    readonly template?: {
      readonly metadata?: { readonly labels?: Readonly<Record<string, string>> }
      readonly spec?: PodSpec
    }
    readonly jobTemplate?: TemplateHolder
  }
}

const holders: Readonly<Record<string, string>> = {
  'apps/Deployment': '/spec/template',
  'apps/StatefulSet': '/spec/template',
  'apps/DaemonSet': '/spec/template',
  'batch/Job': '/spec/template',
  'batch/CronJob': '/spec/jobTemplate/spec/template',
}

/** The pod templates of every workload that the tree holds; not those of charts. */
export function syncedPods(world: World): PodTemplate[] {
  return Object.entries(holders).flatMap(([kind, pointer]) =>
    world.ofKind(kind).flatMap((object) => {
      if (!object.synced) return []
      const holder = object.manifest as TemplateHolder
      const template = holder.spec?.template ?? holder.spec?.jobTemplate?.spec?.template
      return [
        {
          object,
          pointer: `${pointer}/spec`,
          labels: template?.metadata?.labels ?? {},
          spec: template?.spec ?? {},
        },
      ]
    }),
  )
}

/** Finds the pods of a namespace that a selector selects, without looking at all of them. */
export type PodIndex = (
  namespace: string,
  selector: Readonly<Record<string, string>> | undefined,
) => PodTemplate[]

export function indexPods(pods: readonly PodTemplate[]): PodIndex {
  const byLabel = new Map<string, PodTemplate[]>()
  for (const pod of pods) {
    for (const [key, value] of Object.entries(pod.labels)) {
      const place = `${pod.object.id.namespace} ${key}=${value}`
      const others = byLabel.get(place)
      if (others === undefined) byLabel.set(place, [pod])
      else others.push(pod)
    }
  }
  return (namespace, selector) => {
    const candidates = Object.entries(selector ?? {}).map(
      ([key, value]) => byLabel.get(`${namespace} ${key}=${value}`) ?? [],
    )
    const fewest = candidates.reduce((a, b) => (b.length < a.length ? b : a), candidates[0] ?? [])
    return fewest.filter((pod) => selects(selector, pod.labels))
  }
}

/** Whether every label of a selector stands on the pod; an empty selector selects nothing here. */
function selects(
  selector: Readonly<Record<string, string>> | undefined,
  labels: Readonly<Record<string, string>>,
): boolean {
  const wanted = Object.entries(selector ?? {})
  return wanted.length > 0 && wanted.every(([key, value]) => labels[key] === value)
}
