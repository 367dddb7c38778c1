/** The typed model: environments, `defineApp`, `defineComponent` and the Unit that both become. */
export type {
  BackupSpec,
  IamStatement,
  SecuritySpec,
} from './app/access-schema.ts'
export { type AppKind, type AppSpec, appSchema } from './app/app-schema.ts'
export type { ConstructsContext } from './app/constructs.ts'
export {
  type AppDefinition,
  type AppInput,
  defineApp,
  isAppDefinition,
  type TalksTo,
} from './app/define-app.ts'
export type { IngressSpec } from './app/ingress-schema.ts'
export type { PortSpec, ProbeSpec } from './app/port-schema.ts'
export {
  addressOf,
  environmentValue,
  type FactDefinition,
  fact,
  podField,
  type Reference,
  secretValue,
} from './app/references.ts'
export type { MetricSpec, ScalingSpec } from './app/scaling-schema.ts'
export type { SecretSpec, StorageSpec, VolumeSpec } from './app/storage-schema.ts'
export type { BootstrapCommand, BootstrapRelease, BucketNeed } from './component/bootstrap.ts'
export { type ChartDefinition, defineChart } from './component/define-chart.ts'
export {
  type ChartInput,
  type ChartWorkload,
  type ComponentContext,
  type ComponentDefinition,
  type ComponentInput,
  type ComponentParts,
  type ComponentRole,
  defineComponent,
  isComponentDefinition,
} from './component/define-component.ts'
export { completeEnvironment, type Environment, teamNamespace } from './environment/environment.ts'
export { environmentJsonSchema } from './environment/environment-json-schema.ts'
export {
  type AppOverride,
  composeEnvironmentSchema,
  type EnvironmentInput,
  type EnvironmentOutput,
  environmentSchema,
  kubernetesVersions,
  type NodeGroup,
  type Suppression,
  type Team,
} from './environment/environment-schema.ts'
export type {
  AppName,
  AppPorts,
  ComponentName,
  ComponentNames,
  EnvironmentName,
  EnvironmentNames,
  PortName,
  TeamName,
  TeamNames,
} from './registry.ts'
export { iamRoleArn, iamRoleName, substitute } from './unit/aws-names.ts'
export { factMarker, factsIn } from './unit/fact-marker.ts'
export { secretStoreName } from './unit/secret-store.ts'
export type {
  ChartRelease,
  CrdDeclaration,
  Edge,
  EnvVar,
  GroupKind,
  IamRole,
  IgnoreDifference,
  Listener,
  NamespaceNeed,
  ResolvedApp,
  SecretReference,
  Unit,
  UnitHeader,
  Workload,
  WorkloadKind,
  WorkloadPort,
} from './unit/unit.ts'
