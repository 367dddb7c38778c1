import { type ComponentParts, defineComponent, type Environment } from '@skyctl/model'
import { z } from 'zod'
import type { LoadedApp } from '../load/workspace.ts'
import type { ResourceInputs } from '../projections/cluster/resources/resource.ts'
import { resolveUnits } from '../units/resolve-units.ts'
import { sampleEnvironment, sampleWorkspace } from './sample-workspace.ts'

interface SampleResourceOptions {
  /** @defaultValue the sample environment */
  readonly environment?: Environment
  readonly others?: readonly Environment[]
  /** What the component `base` is made of; without, there is none. */
  readonly component?: ComponentParts
}

/** What resources of AWS are read from: these apps, resolved in one environment. */
export function sampleResourceInputs(
  apps: readonly LoadedApp[],
  options: SampleResourceOptions = {},
): ResourceInputs {
  const { environment = sampleEnvironment(), others = [], component } = options
  const environments = [environment, ...others]
  const components = component && {
    base: defineComponent({
      description: 'A sample',
      team: 'platform',
      namespace: 'base',
      options: z.strictObject({}),
      build: () => component,
    }),
  }
  const workspace = sampleWorkspace(apps, { environments, ...(components && { components }) })
  const { units } = resolveUnits(workspace, environment)
  return { environment, environments, units }
}
