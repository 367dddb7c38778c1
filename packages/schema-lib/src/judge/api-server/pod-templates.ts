import { isRecord } from '../is-record.ts'
import { at, itemsOf, type Place, textOf } from './place.ts'

export type ContainerList = 'containers' | 'initContainers' | 'ephemeralContainers'

export interface Container {
  readonly list: ContainerList
  readonly place: Place
}

/** What a pod is made from, wherever it stands. */
export interface PodTemplate {
  /** The kind that makes it: `Deployment`; `Pod` for a pod itself. */
  readonly kind: string
  /** Of Kubernetes 1. */
  readonly minor: number
  readonly metadata: Place
  readonly spec: Place
  readonly containers: readonly Container[]
  /** Volumes that a StatefulSet adds, by name. */
  readonly claimedVolumes: readonly string[]
}

const templates: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  PodTemplate: ['template'],
  ReplicationController: ['spec', 'template'],
  Deployment: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
}

/** The pod of an object of a kind that has one. */
export function podTemplateOf(kind: string, root: Place, minor: number): PodTemplate {
  const place = at(root, ...(templates[kind] ?? []))
  const spec = at(place, 'spec')
  return {
    kind,
    minor,
    metadata: at(place, 'metadata'),
    spec,
    containers: (['initContainers', 'containers', 'ephemeralContainers'] as const).flatMap((list) =>
      itemsOf(at(spec, list)).map((container) => ({ list, place: container })),
    ),
    claimedVolumes:
      kind === 'StatefulSet'
        ? itemsOf(at(root, 'spec', 'volumeClaimTemplates')).map(
            (claim) => textOf(at(claim, 'metadata', 'name')) ?? '',
          )
        : [],
  }
}

/** An init container that runs beside the others: a sidecar. */
export function isSidecar({ list, place }: Container): boolean {
  return list === 'initContainers' && at(place, 'restartPolicy').value === 'Always'
}

/** Fields of a place that are set. */
export function setFields({ value }: Place, fields: readonly string[]): readonly string[] {
  return isRecord(value) ? fields.filter((field) => (value[field] ?? null) !== null) : []
}
