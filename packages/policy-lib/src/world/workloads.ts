import type { Json } from '@skyctl/core'
import { get, listAt, textAt, textsAt } from '../plain-data.ts'
import type { PlacedObject } from './placed-objects.ts'
import type { NamedPort, Workload } from './world.ts'

/** Where the pod stands in each kind that makes pods. */
const podPaths: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  'apps/Deployment': ['spec', 'template'],
  'apps/ReplicaSet': ['spec', 'template'],
  'apps/StatefulSet': ['spec', 'template'],
  'apps/DaemonSet': ['spec', 'template'],
  ReplicationController: ['spec', 'template'],
  'batch/Job': ['spec', 'template'],
  'batch/CronJob': ['spec', 'jobTemplate', 'spec', 'template'],
}

/** Pods of a workload; undefined for another kind. */
export function readWorkload(object: PlacedObject): Workload | undefined {
  const { group, kind, value } = object
  const path = podPaths[group === '' ? kind : `${group}/${kind}`]
  if (path === undefined) return undefined
  const pod = path.length === 0 ? value : get(value, ...path)
  const spec = get(pod, 'spec')
  return {
    kind,
    namespace: object.namespace,
    name: object.name,
    labels: { ...textsAt(pod, 'metadata', 'labels'), ...controllerLabels(object) },
    serviceAccount:
      nonEmpty(textAt(spec, 'serviceAccountName')) ??
      nonEmpty(textAt(spec, 'serviceAccount')) ??
      'default',
    ports: lastOfEachName((listAt(spec, 'containers') ?? []).flatMap(namedPorts)),
    containerPorts: (listAt(spec, 'containers') ?? []).flatMap(containerPorts),
    hostNetwork: get(spec, 'hostNetwork') === true,
    addresses: kind === 'Pod' ? podAddresses(value) : [],
    source: object.source,
  }
}

/**
 * Labels that a controller adds and that are part of the identity; the others (`pod-template-hash` and so on) are filtered. The name of
 * a CronJob's Job is made of the time: no selector can name it.
 */
function controllerLabels({ group, kind, name, value }: PlacedObject): Record<string, string> {
  if (group !== 'batch') return {}
  const spec = kind === 'CronJob' ? get(value, 'spec', 'jobTemplate', 'spec') : get(value, 'spec')
  if (get(spec, 'manualSelector') === true) return {}
  const job = kind === 'CronJob' ? `${name}-*` : name
  return { 'job-name': job, 'batch.kubernetes.io/job-name': job }
}

/** Source: pkg/k8s/watchers/pod.go: the ports of containers alone. */
function namedPorts(container: Json): NamedPort[] {
  return (listAt(container, 'ports') ?? []).flatMap((entry) => {
    const name = textAt(entry, 'name')
    const port = get(entry, 'containerPort')
    const protocol = textAt(entry, 'protocol') ?? 'TCP'
    if (name === undefined || name === '' || typeof port !== 'number') return []
    if (protocol !== 'TCP' && protocol !== 'UDP' && protocol !== 'SCTP') return []
    return [{ name, port, protocol }]
  })
}

function containerPorts(container: Json): number[] {
  return (listAt(container, 'ports') ?? []).flatMap((entry) => {
    const port = get(entry, 'containerPort')
    return typeof port === 'number' ? [port] : []
  })
}

/** Containers of one pod share their names: the last to use one has it, whatever the protocol. Source: pkg/types/portmap.go, AddPort. */
function lastOfEachName(ports: readonly NamedPort[]): readonly NamedPort[] {
  return [...new Map(ports.map((port) => [port.name, port])).values()]
}

function podAddresses(pod: Json): string[] {
  const all = [
    textAt(pod, 'status', 'podIP'),
    ...(listAt(pod, 'status', 'podIPs') ?? []).map((entry) => textAt(entry, 'ip')),
  ]
  return [...new Set(all.filter((one) => one !== undefined))]
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text
}
