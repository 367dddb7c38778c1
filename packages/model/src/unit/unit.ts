import type { JsonObject, Manifest } from '@skyctl/core'
import type { BackupSpec, IamStatement } from '../app/access-schema.ts'
import type { AppSpec } from '../app/app-schema.ts'
import type { FactDefinition } from '../app/references.ts'
import type { BootstrapRelease, BucketNeed } from '../component/bootstrap.ts'

export type WorkloadKind = 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'Job' | 'CronJob'

/** Something that runs as pods: enough for policies, world and waves to know it. */
export interface Workload {
  readonly kind: WorkloadKind
  readonly name: string
  readonly namespace: string
  /** Labels of the pods. */
  readonly labels: Readonly<Record<string, string>>
  readonly selector: Readonly<Record<string, string>>
  readonly serviceAccount: string
  readonly replicas?: number
  readonly ports: readonly WorkloadPort[]
  readonly hostNetwork: boolean
  /** Image, where it is known: a chart's images are its own affair. */
  readonly image?: string
}

export interface WorkloadPort {
  readonly name: string
  readonly port: number
  readonly protocol: 'TCP' | 'UDP' | 'SCTP'
}

/** A port that others may connect to, through the unit's Service. */
export interface Listener {
  /** Name of the Service. */
  readonly service: string
  /** Name of the Service's port. */
  readonly name: string
  /** Name of the workload behind the Service; needed where a unit has several. */
  readonly workload?: string
  /** Name of the container port; default: the Service's port name. */
  readonly targetPort?: string
  /** Number of the container port. */
  readonly port: number
  readonly servicePort: number
  readonly protocol: 'TCP' | 'UDP' | 'SCTP'
  readonly appProtocol: 'http' | 'grpc' | 'tcp'
  readonly openTo: 'all' | readonly string[]
  /** Hubble shows its requests. */
  readonly l7Visibility?: boolean
}

/** Whom a unit connects to. */
export type Edge =
  | {
      readonly to: 'unit'
      readonly unit: string
      readonly namespace: string
      readonly port: string
    }
  | {
      readonly to: 'database'
      readonly name: string
      readonly engine: string
      readonly port: number
      /** Full name of the database that it is a read replica of. */
      readonly replicaOf?: string
    }
  | { readonly to: 'host'; readonly host: string; readonly port: number }
  | { readonly to: 'kube-apiserver' }

/** One IAM role, assumed by one ServiceAccount (IRSA). */
export interface IamRole {
  readonly name: string
  readonly serviceAccount: string
  readonly namespace: string
  readonly statements: readonly IamStatement[]
}

/** A secret that external-secrets copies from AWS Secrets Manager. */
export interface SecretReference {
  /** Name of the Kubernetes Secret. */
  readonly name: string
  readonly namespace: string
  /** Full name in Secrets Manager. */
  readonly remote: string
}

/** A custom resource kind that the unit brings into the cluster. */
export interface CrdDeclaration {
  readonly group: string
  readonly kind: string
  readonly plural: string
  readonly versions: readonly string[]
  readonly scope: 'Namespaced' | 'Cluster'
}

/** A kind as Argo CD's AppProjects list it. */
export interface GroupKind {
  readonly group: string
  readonly kind: string
}

/** A Namespace that a unit needs; the component that owns Namespaces creates it. */
export interface NamespaceNeed {
  readonly name: string
  readonly podSecurity: 'restricted' | 'baseline' | 'privileged'
}

/** A pinned Helm chart, synced by Argo CD with values from the model. */
export interface ChartRelease {
  /** Chart repository URL, or an OCI registry path without `oci://`. */
  readonly repository: string
  readonly chart: string
  readonly version: string
  readonly release: string
  readonly namespace: string
  readonly values: JsonObject
  /** What Argo CD must ignore since a controller writes it. */
  readonly ignoreDifferences: readonly IgnoreDifference[]
}

export interface IgnoreDifference {
  readonly group: string
  readonly kind: string
  readonly name?: string
  readonly jsonPointers?: readonly string[]
  readonly jqPathExpressions?: readonly string[]
}

/** An app with its environment's overrides applied and its references resolved. */
export interface ResolvedApp {
  readonly spec: AppSpec
  readonly env: readonly EnvVar[]
  /** Host of the ingress, in full. */
  readonly host: string | undefined
  /** Full image reference: repository:tag[@digest]. */
  readonly image: string
}

export type EnvVar =
  | { readonly name: string; readonly value: string }
  | { readonly name: string; readonly secret: string; readonly key: string }
  | { readonly name: string; readonly fieldPath: string }

/** What the public part of another unit shows while units are computed. */
export interface UnitHeader {
  readonly kind: 'app' | 'component'
  readonly name: string
  readonly team: string
  readonly namespace: string
  readonly dependsOn: readonly string[]
}

/** An app or a component in one environment: all that projections read besides the environment itself. */
export interface Unit extends UnitHeader {
  /** Source file, relative to the workspace. */
  readonly origin: string
  readonly description: string
  readonly workloads: readonly Workload[]
  readonly listens: readonly Listener[]
  readonly talksTo: readonly Edge[]
  readonly iam: readonly IamRole[]
  readonly secrets: readonly SecretReference[]
  readonly backup: BackupSpec | undefined
  readonly crds: readonly CrdDeclaration[]
  readonly namespaces: readonly NamespaceNeed[]
  /** Objects that the unit states itself, beyond what projections derive. */
  readonly objects: readonly Manifest[]
  /** What the unit's chart creates and others refer to: ServiceAccounts, Services, IngressClasses. World only. */
  readonly chartObjects: readonly Manifest[]
  readonly chart: ChartRelease | undefined
  readonly bootstrap: BootstrapRelease | undefined
  readonly buckets: readonly BucketNeed[]
  /** Cluster-scoped kinds that the chart creates. */
  readonly chartKinds: readonly GroupKind[]
  readonly app: ResolvedApp | undefined
  /** Facts that the unit asked for, known or not. */
  readonly facts: readonly FactDefinition[]
  readonly tags: Readonly<Record<string, string>>
}
