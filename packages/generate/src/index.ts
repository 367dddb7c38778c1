/** The pipeline: load, units, projections, check; then, by tree-lib, render and write. */

export type { GuardrailLevel } from './checks/rule.ts'
export { laterRules, rules } from './checks/rules/index.ts'
export { runChecks } from './checks/run-checks.ts'
export { createWorld } from './checks/world.ts'
export { cacheFolder, type GenerateOptions, type GenerateResult, generate } from './generate.ts'
export { loadWorkspace } from './load/load-workspace.ts'
export type { LoadedApp, LoadedComponent, Workspace } from './load/workspace.ts'
export type { PendingObject } from './pending.ts'
export { type EnvironmentPlan, type Plan, planEnvironment } from './plan.ts'
export type { GuardrailProfile, RuleProfile } from './projections/world/profile.ts'
export {
  type ReleasedImage,
  type ReleaseOptions,
  type ReleaseResult,
  releaseImage,
} from './releases/release-image.ts'
export type { ReleaseRequest } from './releases/release-request.ts'
export { resolveUnits } from './units/resolve-units.ts'
