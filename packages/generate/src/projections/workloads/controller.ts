import type { Manifest } from '@skyctl/core'
import type { AppKind } from '@skyctl/model'
import { k8s } from 'cdk8s-plus-28'
import { podTemplate } from './pod.ts'
import { rolloutTimings } from './rollout.ts'
import { metadata, type WorkloadScope } from './scope.ts'

/** Old ReplicaSets and revisions kept for a rollback by hand; Git is the real history. */
const revisionHistoryLimit = 3

/** The object that runs the app's pods, by its kind. */
export function addController(scope: WorkloadScope): void {
  add[scope.spec.kind](scope)
}

const add: Readonly<Record<AppKind, (scope: WorkloadScope) => void>> = {
  Deployment: addDeployment,
  StatefulSet: addStatefulSet,
  DaemonSet: addDaemonSet,
  Job: addJob,
  CronJob: addCronJob,
}

function addDeployment(scope: WorkloadScope): void {
  const { add, spec, selector } = scope
  if (spec.kind !== 'Deployment') return
  const deployment = k8s.KubeDeployment.manifest({
    metadata: metadata(scope),
    spec: {
      // With an autoscaler the number is its own: stating one here would undo it at every sync.
      ...(spec.scaling === undefined && { replicas: spec.replicas ?? 1 }),
      revisionHistoryLimit,
      selector: { matchLabels: { ...selector } },
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: {
          maxSurge: k8s.IntOrString.fromString('25%'),
          maxUnavailable: k8s.IntOrString.fromNumber(0),
        },
      },
      template: podTemplate(scope),
    },
  })
  add(withPreStop(deployment, scope))
}

function addStatefulSet(scope: WorkloadScope): void {
  const { add, unit, spec, selector, labels } = scope
  if (spec.kind !== 'StatefulSet') return
  const set = k8s.KubeStatefulSet.manifest({
    // It holds data: Argo CD asks before it removes it.
    metadata: metadata(scope, {
      annotations: { 'argocd.argoproj.io/sync-options': 'Prune=confirm,Delete=confirm' },
    }),
    spec: {
      serviceName: unit.name,
      replicas: spec.replicas,
      revisionHistoryLimit,
      podManagementPolicy: 'OrderedReady',
      updateStrategy: { type: 'RollingUpdate' },
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
      selector: { matchLabels: { ...selector } },
      template: podTemplate(scope),
      volumeClaimTemplates: Object.entries(spec.storage).map(([name, storage]) => ({
        metadata: { name, labels: { ...selector, team: labels.team ?? unit.team } },
        spec: {
          accessModes: ['ReadWriteOnce'],
          storageClassName: storage.storageClass,
          volumeMode: 'Filesystem',
          resources: { requests: { storage: k8s.Quantity.fromString(storage.size) } },
        },
      })),
    },
  })
  add(withPreStop(set, scope))
}

function addDaemonSet(scope: WorkloadScope): void {
  const { add, spec, selector } = scope
  if (spec.kind !== 'DaemonSet') return
  add(
    k8s.KubeDaemonSet.manifest({
      metadata: metadata(scope),
      spec: {
        revisionHistoryLimit,
        selector: { matchLabels: { ...selector } },
        updateStrategy: {
          type: 'RollingUpdate',
          rollingUpdate: {
            maxUnavailable:
              typeof spec.maxUnavailable === 'number'
                ? k8s.IntOrString.fromNumber(spec.maxUnavailable)
                : k8s.IntOrString.fromString(spec.maxUnavailable),
          },
        },
        template: podTemplate(scope),
      },
    }),
  )
}

/**
 * A Job is immutable, so it is an Argo CD hook that replaces itself: the last run stays to be read until the next
 * sync. It runs a wave after its own ConfigMap and ExternalSecret.
 */
function addJob(scope: WorkloadScope): void {
  const { add, spec } = scope
  if (spec.kind !== 'Job') return
  add(
    k8s.KubeJob.manifest({
      metadata: metadata(scope, {
        annotations: {
          'argocd.argoproj.io/hook': 'Sync',
          'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
          'argocd.argoproj.io/sync-wave': '1',
        },
      }),
      spec: jobSpec(scope, spec),
    }),
  )
}

function addCronJob(scope: WorkloadScope): void {
  const { add, spec } = scope
  if (spec.kind !== 'CronJob') return
  add(
    k8s.KubeCronJob.manifest({
      metadata: metadata(scope),
      spec: {
        schedule: spec.schedule,
        timeZone: spec.timeZone,
        concurrencyPolicy: spec.concurrency,
        startingDeadlineSeconds: 300,
        successfulJobsHistoryLimit: 3,
        failedJobsHistoryLimit: 3,
        jobTemplate: { metadata: { labels: { ...scope.labels } }, spec: jobSpec(scope, spec) },
      },
    }),
  )
}

function jobSpec(
  scope: WorkloadScope,
  run: { readonly backoffLimit: number; readonly deadlineSeconds: number },
): k8s.JobSpec {
  return {
    backoffLimit: run.backoffLimit,
    activeDeadlineSeconds: run.deadlineSeconds,
    template: podTemplate(scope, 'Never'),
  }
}

/** What `manifest()` of the two controllers returns, as far as it is read here. */
interface PodHolder extends Manifest {
  readonly spec: {
    readonly template: {
      readonly spec: { readonly containers: readonly Readonly<Record<string, unknown>>[] }
    }
  }
}

/**
 * The `sleep` lifecycle action needs no shell in the image. It is newer (Kubernetes 1.30) than the types of
 * cdk8s-plus-28, which would drop it, so it goes into their result.
 */
function withPreStop(manifest: PodHolder, { spec }: WorkloadScope): Manifest {
  const { preStopSeconds } = rolloutTimings(spec)
  if (preStopSeconds === 0) return manifest
  const lifecycle = { preStop: { sleep: { seconds: preStopSeconds } } }
  const { template } = manifest.spec
  const containers = template.spec.containers.map((container) => ({ ...container, lifecycle }))
  return {
    ...manifest,
    spec: { ...manifest.spec, template: { ...template, spec: { ...template.spec, containers } } },
  }
}
