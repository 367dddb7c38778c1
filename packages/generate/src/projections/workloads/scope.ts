import type { Manifest } from '@skyctl/core'
import type { AppSpec, Environment, ResolvedApp, Unit } from '@skyctl/model'

export type AppUnit = Unit & { readonly app: ResolvedApp }

export function isAppUnit(unit: Unit): unit is AppUnit {
  return unit.app !== undefined
}

/** What each builder of an app's objects reads, and where it puts what it builds. */
export interface WorkloadScope {
  readonly add: (manifest: Manifest) => void
  readonly unit: AppUnit
  readonly spec: AppSpec
  readonly environment: Environment
  readonly labels: Readonly<Record<string, string>>
  readonly selector: Readonly<Record<string, string>>
}

/** Metadata of an object that is named after the app, or after the app and a suffix. */
export function metadata(
  scope: WorkloadScope,
  options: { suffix?: string; annotations?: Readonly<Record<string, string>> } = {},
): Manifest['metadata'] {
  const { unit, labels } = scope
  return {
    name: options.suffix === undefined ? unit.name : `${unit.name}-${options.suffix}`,
    namespace: unit.namespace,
    labels: { ...labels },
    ...(options.annotations && Object.keys(options.annotations).length > 0
      ? { annotations: options.annotations }
      : {}),
  }
}
