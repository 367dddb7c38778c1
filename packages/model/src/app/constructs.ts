import type { Environment } from '../environment/environment.ts'

/** What the escape hatch is given, besides the chart that its constructs go into. */
export interface ConstructsContext {
  readonly environment: Environment
  /** The app's name: what its objects are called. */
  readonly app: string
  readonly namespace: string
  /** Labels that every object of the app carries. */
  readonly labels: Readonly<Record<string, string>>
  /** Labels that select the app's pods. */
  readonly selector: Readonly<Record<string, string>>
}
