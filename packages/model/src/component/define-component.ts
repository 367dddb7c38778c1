import type { JsonObject, Manifest } from '@skyctl/core'
import type { z } from 'zod'
import type { IamStatement } from '../app/access-schema.ts'
import type { FactDefinition } from '../app/references.ts'
import type { Environment } from '../environment/environment.ts'
import type { ComponentName, TeamName } from '../registry.ts'
import type {
  CrdDeclaration,
  Edge,
  GroupKind,
  IgnoreDifference,
  Listener,
  NamespaceNeed,
  Unit,
  UnitHeader,
  Workload,
} from '../unit/unit.ts'
import type { BootstrapRelease, BucketNeed } from './bootstrap.ts'

/** What a component computes its part of the platform from. */
export interface ComponentContext<Options> {
  readonly environment: Environment
  readonly options: Options
  /** The component's own namespace. */
  readonly namespace: string
  /** Every app of the environment, resolved. */
  readonly apps: readonly Unit[]
  /** Name, team and namespace of every unit, components included. */
  readonly units: readonly UnitHeader[]
  /** Namespaces that any unit needs, sorted by name, each with the loosest Pod Security that one asked for. */
  readonly namespaces: readonly NamespaceNeed[]
  /** The value of an id that AWS chooses; what needs one that is not known yet stays pending. */
  readonly fact: (definition: FactDefinition) => string
  /** Labels of the component's own objects: the recommended ones, and its team. */
  readonly labels: Readonly<Record<string, string>>
  /** ARN of a role named `<cluster>-<suffix>`. */
  readonly roleArn: (suffix: string) => string
}

/** One IAM role of a component: named `<cluster>-<suffix>`. */
export interface ComponentRole {
  readonly suffix: string
  readonly serviceAccount: string
  readonly namespace?: string
  readonly statements: readonly IamStatement[]
}

/** A release of a chart, as {@link defineChart} makes it. */
export interface ChartInput {
  readonly repository: string
  readonly chart: string
  readonly version: string
  readonly release: string
  readonly values: JsonObject
  readonly ignoreDifferences?: readonly IgnoreDifference[]
}

/** A workload that a chart runs; namespace defaults to the component's, `selector` to the labels. */
export type ChartWorkload = Omit<Workload, 'namespace' | 'selector' | 'hostNetwork' | 'ports'> &
  Partial<Pick<Workload, 'namespace' | 'selector' | 'hostNetwork' | 'ports'>>

export interface ComponentParts {
  readonly chart?: ChartInput
  /** What the chart will run. */
  readonly workloads?: readonly ChartWorkload[]
  readonly listens?: readonly Listener[]
  readonly talksTo?: readonly Edge[]
  readonly iam?: readonly ComponentRole[]
  readonly crds?: readonly CrdDeclaration[]
  /** Set where the chart must be there before Argo CD is. */
  readonly bootstrap?: BootstrapRelease
  /** Buckets that must exist in the account: the runbook creates them first. */
  readonly buckets?: readonly BucketNeed[]
  /** Manifests that the tree holds. */
  readonly objects?: readonly Manifest[]
  /** Other objects of the chart that matter to the rest: what others refer to, and Namespaces that it makes. */
  readonly chartObjects?: readonly Manifest[]
  /** Cluster-scoped kinds that the chart creates besides those of `chartObjects`, CRDs and RBAC: the AppProject lets no others in. */
  readonly chartKinds?: readonly GroupKind[]
}

/** What a component declares before anything is computed. */
export interface ComponentInput<OptionsSchema extends z.ZodType> {
  readonly description: string
  readonly team: TeamName
  readonly namespace: string
  /** Pod Security Standard of the namespace; default: restricted. */
  readonly podSecurity?: NamespaceNeed['podSecurity']
  /** Set where the namespace exists in every cluster, as kube-system does. */
  readonly namespaceExists?: boolean
  readonly dependsOn?: readonly ComponentName[]
  /** Options under `components.<name>` of the environment; a strict object. */
  readonly options: OptionsSchema
  readonly build: (context: ComponentContext<z.output<OptionsSchema>>) => ComponentParts
}

const componentMark = 'skyctl.component'

export interface ComponentDefinition {
  readonly mark: typeof componentMark
  readonly input: ComponentInput<z.ZodType>
}

/**
 * Declares a component of the platform. The folder's name is the component's name;
 * `platform/<component>/component.ts` exports the result as its default.
 */
export function defineComponent<OptionsSchema extends z.ZodType>(
  input: ComponentInput<OptionsSchema>,
): ComponentDefinition {
  // The options are parsed with the component's own schema before `build` sees them.
  return { mark: componentMark, input: input as unknown as ComponentInput<z.ZodType> }
}

export function isComponentDefinition(value: unknown): value is ComponentDefinition {
  return (
    typeof value === 'object' && value !== null && 'mark' in value && value.mark === componentMark
  )
}
