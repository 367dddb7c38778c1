/**
 * Interfaces that `generated/types/*.d.ts` merges into, one file an app, component or workspace fact. They are what
 * makes `talksTo`, `dependsOn`, `team` and `environments` complete and type-check without a central list.
 */

/** App name -> union of its port names. */
// biome-ignore lint/suspicious/noEmptyInterface: merged into by generated/types
export interface AppPorts {}

/** Component name -> true. */
// biome-ignore lint/suspicious/noEmptyInterface: merged into by generated/types
export interface ComponentNames {}

/** Team name -> true. */
// biome-ignore lint/suspicious/noEmptyInterface: merged into by generated/types
export interface TeamNames {}

/** Environment name -> true. */
// biome-ignore lint/suspicious/noEmptyInterface: merged into by generated/types
export interface EnvironmentNames {}

/** Any string until the first `generate` has written the types. */
type NameIn<T> = [keyof T] extends [never] ? string : keyof T & string

export type AppName = NameIn<AppPorts>
export type ComponentName = NameIn<ComponentNames>
export type TeamName = NameIn<TeamNames>
export type EnvironmentName = NameIn<EnvironmentNames>

/** The port names of one app. */
export type PortName<App extends string> = App extends keyof AppPorts
  ? AppPorts[App] & string
  : string
