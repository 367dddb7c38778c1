import { compareText, type Manifest, manifestPath, type PlannedFile } from '@skyctl/core'
import type { CrdDeclaration, Environment, Listener, Unit, Workload } from '@skyctl/model'
import { unitLabels } from '../../units/labels.ts'

/**
 * What a component's chart will run, as manifests: pods with their labels, ports and service accounts, the
 * Services in front of them, the kinds that they bring. Nobody syncs these; checks and policies read them beside the
 * synced objects, so that both see the whole cluster.
 */
export function projectWorld(unit: Unit, environment: Environment): PlannedFile[] {
  return worldManifests(unit, environment)
    .map(
      (manifest): PlannedFile => ({
        path: `${environment.name}/world/${unit.name}/${manifestPath(manifest)}`,
        owner: unit.name,
        body: { kind: 'manifest', manifest },
        origin: unit.origin,
      }),
    )
    .sort((a, b) => compareText(a.path, b.path))
}

function worldManifests(unit: Unit, environment: Environment): Manifest[] {
  if (unit.kind === 'app') return []
  const labels = unitLabels({ name: unit.name, team: unit.team }, environment)
  const accounts = new Map(
    unit.workloads.map((workload) => [
      `${workload.namespace}/${workload.serviceAccount}`,
      workload,
    ]),
  )
  return [
    ...unit.crds.map(crdManifest),
    ...[...accounts.values()].map((workload) => ({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: workload.serviceAccount, namespace: workload.namespace, labels },
    })),
    ...unit.workloads.map(workloadManifest),
    ...serviceManifests(unit, labels),
    ...unit.chartObjects,
  ]
}

/** A CRD with an open schema: it states that the kind exists, not what it looks like. */
function crdManifest(crd: CrdDeclaration): Manifest {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${crd.plural}.${crd.group}` },
    spec: {
      group: crd.group,
      names: {
        kind: crd.kind,
        listKind: `${crd.kind}List`,
        plural: crd.plural,
        singular: crd.kind.toLowerCase(),
      },
      scope: crd.scope === 'Cluster' ? 'Cluster' : 'Namespaced',
      versions: crd.versions.map((name, index) => ({
        name,
        served: true,
        storage: index === 0,
        schema: {
          openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
        },
      })),
    },
  }
}

function workloadManifest(workload: Workload): Manifest {
  const podSpec = {
    serviceAccountName: workload.serviceAccount,
    ...(workload.hostNetwork && { hostNetwork: true }),
    containers: [
      {
        name: workload.name,
        ...(workload.image !== undefined && { image: workload.image }),
        ...(workload.ports.length > 0 && {
          ports: workload.ports.map(({ name, port, protocol }) => ({
            name,
            containerPort: port,
            protocol,
          })),
        }),
      },
    ],
  }
  const template = { metadata: { labels: workload.labels }, spec: podSpec }
  const metadata = { name: workload.name, namespace: workload.namespace, labels: workload.labels }
  const runOnce = { ...template, spec: { ...podSpec, restartPolicy: 'Never' } }
  if (workload.kind === 'Job') {
    return { apiVersion: 'batch/v1', kind: 'Job', metadata, spec: { template: runOnce } }
  }
  if (workload.kind === 'CronJob') {
    return {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata,
      spec: { schedule: '@daily', jobTemplate: { spec: { template: runOnce } } },
    }
  }
  return {
    apiVersion: 'apps/v1',
    kind: workload.kind,
    metadata,
    spec: {
      ...(workload.kind !== 'DaemonSet' &&
        workload.replicas !== undefined && { replicas: workload.replicas }),
      ...(workload.kind === 'StatefulSet' && { serviceName: workload.name }),
      selector: { matchLabels: workload.selector },
      template,
    },
  }
}

/** One Service for each service name that the unit listens under, selecting the workload that has its ports. */
function serviceManifests(unit: Unit, labels: Readonly<Record<string, string>>): Manifest[] {
  const byService = new Map<string, Listener[]>()
  for (const listener of unit.listens) {
    byService.set(listener.service, [...(byService.get(listener.service) ?? []), listener])
  }
  return [...byService].map(([name, listeners]) => {
    const workload = unit.workloads.find((candidate) => carries(candidate, listeners))
    return {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace: workload?.namespace ?? unit.namespace, labels },
      spec: {
        ...(workload && { selector: workload.selector }),
        ports: listeners.map((listener) => ({
          name: listener.name,
          port: listener.servicePort,
          targetPort: listener.targetPort ?? listener.name,
          protocol: listener.protocol,
        })),
      },
    }
  })
}

/** Whether a Service's ports are all ports of the workload, and of the one that they name. */
function carries(workload: Workload, listeners: readonly Listener[]): boolean {
  return listeners.every(
    (listener) =>
      (listener.workload ?? workload.name) === workload.name &&
      workload.ports.some((port) => port.name === (listener.targetPort ?? listener.name)),
  )
}
