import { type JsonObject, SkyError } from '@skyctl/core'
import type { z } from 'zod'
import type { IgnoreDifference } from '../unit/unit.ts'
import type { ChartInput } from './define-component.ts'

export interface ChartDefinition<Values extends z.ZodType> {
  /** Chart repository URL, or an OCI registry path without `oci://`. */
  readonly repository: string
  readonly chart: string
  /** Exact chart version. */
  readonly version: string
  /** The values that we set, as a strict schema: narrower than the chart's own, so that a misspelt key is an error. */
  readonly values: Values
}

export interface ReleaseOptions<Values> {
  readonly release: string
  readonly values: Values
  readonly ignoreDifferences?: readonly IgnoreDifference[]
}

/**
 * Pins a Helm chart and types its values. The result makes a release; values that reach it untyped
 * (from options, say) are judged again at run time.
 *
 * @throws SkyError `chart-values` where the values do not fit the schema.
 */
export function defineChart<Values extends z.ZodType>(definition: ChartDefinition<Values>) {
  return (options: ReleaseOptions<z.input<Values>>): ChartInput => {
    const parsed = definition.values.safeParse(options.values)
    if (!parsed.success) {
      throw new SkyError(
        parsed.error.issues.map((issue) => ({
          id: 'chart-values',
          severity: 'error',
          where: {},
          message: `values of chart ${definition.chart} ${definition.version}, at ${issue.path.join('.') || 'the top'}: ${issue.message}`,
          hint: "correct the key in component.ts, or extend values.ts with the chart's own key",
        })),
      )
    }
    return {
      repository: definition.repository,
      chart: definition.chart,
      version: definition.version,
      release: options.release,
      values: parsed.data as JsonObject,
      ...(options.ignoreDifferences && { ignoreDifferences: options.ignoreDifferences }),
    }
  }
}
