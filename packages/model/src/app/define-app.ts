import type { Chart } from 'cdk8s'
import type { z } from 'zod'
import type { AppName, ComponentName, EnvironmentName, PortName, TeamName } from '../registry.ts'
import type {
  cronJobSchema,
  daemonSetSchema,
  deploymentSchema,
  jobSchema,
  statefulSetSchema,
} from './app-schema.ts'
import type { ConstructsContext } from './constructs.ts'

/** Whom an app calls: the source of its network policies, and of the addresses it may name. */
export interface TalksTo {
  /** Apps and their ports, by name. */
  readonly apps?: { readonly [App in AppName]?: PortName<App> | readonly PortName<App>[] }
  /** RDS instances `<cluster>-<name>`. */
  readonly databases?: Readonly<
    Record<
      string,
      { readonly engine: 'postgres' | 'mysql'; readonly port?: number; readonly replicaOf?: string }
    >
  >
  /** Names outside the cluster and their TCP ports. */
  readonly hosts?: Readonly<Record<string, readonly number[]>>
}

/** Fields that the generated registry narrows, or that zod cannot express. */
interface Narrowed {
  readonly team: TeamName
  readonly talksTo?: TalksTo
  /** Components that must be there first; apps never wait for apps. */
  readonly dependsOn?: readonly ComponentName[]
  /** Where the app runs; default: everywhere. */
  readonly environments?: readonly EnvironmentName[]
  /** Any cdk8s construct that the model does not know; added to the app's own chart. */
  readonly constructs?: (chart: Chart, context: ConstructsContext) => void
}

type Base<Schema extends z.ZodType, Own extends string = never> = Omit<
  z.input<Schema>,
  keyof Narrowed | Own
> &
  Narrowed

type IngressInput = NonNullable<z.input<typeof deploymentSchema>['ingress']>

/** An internet-facing ingress names its web ACL. */
type SafeIngress =
  | (Omit<IngressInput, 'scheme' | 'waf'> & { scheme: 'internal'; waf?: string })
  | (Omit<IngressInput, 'scheme' | 'waf'> & { scheme: 'internet-facing'; waf: string })

/** A fixed number of pods or an autoscaler, never both. */
type Size =
  | { readonly replicas?: number; readonly scaling?: never }
  | {
      readonly replicas?: never
      readonly scaling: NonNullable<z.input<typeof deploymentSchema>['scaling']>
    }

interface Serving {
  readonly ingress?: SafeIngress
}

export type DeploymentApp = Base<typeof deploymentSchema, 'replicas' | 'scaling' | 'ingress'> &
  Serving &
  Size
export type StatefulSetApp = Base<typeof statefulSetSchema, 'ingress'> & Serving
export type DaemonSetApp = Base<typeof daemonSetSchema>
export type JobApp = Base<typeof jobSchema>
export type CronJobApp = Base<typeof cronJobSchema>

export type AppInput = DeploymentApp | StatefulSetApp | DaemonSetApp | JobApp | CronJobApp

/** Marks a value as an app, so that `load` tells it from anything else that a module may export. */
const appMark = 'skyctl.app'

export interface AppDefinition {
  readonly mark: typeof appMark
  readonly input: AppInput
}

/**
 * Declares an app. The folder's name is the app's name; `apps/<app>/app.ts` exports the result as its default.
 *
 * @example
 * export default defineApp({
 *   kind: 'Deployment',
 *   description: 'Converts between currencies',
 *   team: 'catalog',
 *   image: { repository: 'ghcr.io/example/currency', tag: '1.4.2' },
 *   ports: { grpc: { port: 7000, appProtocol: 'grpc' } },
 *   resources: { cpu: { request: '100m', limit: '500m' }, memory: { request: '64Mi', limit: '128Mi' } },
 *   scaling: { min: 2, max: 6, cpuPercent: 70 },
 * })
 */
export function defineApp(input: AppInput): AppDefinition {
  return { mark: appMark, input }
}

export function isAppDefinition(value: unknown): value is AppDefinition {
  return typeof value === 'object' && value !== null && 'mark' in value && value.mark === appMark
}
