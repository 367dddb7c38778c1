import type { Environment, Unit } from '@skyctl/model'
import type { AwsResource, Check } from '../resources/resource.ts'

export interface StepCommand {
  readonly run: string
  /** What it prints when it worked. */
  readonly prints: string
}

/**
 * Something that must be there before something else: `cluster`, `role NAME`, `namespace NAME`, `network`, `nodes`,
 * `kind GROUP/KIND`, `release NAME`, `resource ID`, `unit NAME`.
 */
export type Capability = string

/** One step from nothing to synced. The runbook and the script are two renderings of the same list. */
export interface Step {
  /** Unique, kebab-case. */
  readonly id: string
  readonly title: string
  /** Why it is done, and why now. */
  readonly text: string
  readonly commands: readonly StepCommand[]
  /** Tells whether the step is done already; absent where repeating the commands changes nothing. */
  readonly done?: readonly Check[]
  /** Run after the commands: the step has worked where it succeeds. */
  readonly check?: StepCommand
  /** How to go on after a failure. */
  readonly resume: string
  readonly needs: readonly Capability[]
  readonly provides: readonly Capability[]
}

export interface StepInputs {
  readonly environment: Environment
  readonly environments: readonly Environment[]
  /** In the order in which Argo CD applies them. */
  readonly units: readonly Unit[]
  readonly resources: readonly AwsResource[]
  readonly paths: ClusterPaths
}

/** Files that commands name, relative to the workspace. */
export interface ClusterPaths {
  readonly folder: string
  readonly bootstrap: string
  readonly cluster: string
  readonly script: string
  readonly runbook: string
  /** Values of a chart that enters before Argo CD, by unit. */
  readonly values: ReadonlyMap<string, string>
  /** The manifest of a Namespace, where the tree holds one. */
  readonly namespaces: ReadonlyMap<string, string>
  readonly rootApplication: string
  readonly rootProject: string
}
