import { z } from 'zod'

export const metricSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('pods'),
    name: z.string(),
    average: z.string().regex(/^[0-9]+(\.[0-9]+)?(m|k)?$/),
  }),
  z.strictObject({
    kind: z.literal('external'),
    name: z.string(),
    labels: z.record(z.string(), z.string()).default({}),
    average: z.string().regex(/^[0-9]+(\.[0-9]+)?(m|k)?$/),
  }),
])

export const scalingRulesSchema = z.strictObject({
  stabilizationSeconds: z.int().min(0).max(3600).optional(),
  policies: z
    .array(
      z.strictObject({
        pods: z.int().min(1).optional(),
        percent: z.int().min(1).optional(),
        periodSeconds: z.int().min(1).max(1800),
      }),
    )
    .min(1),
})

export const scalingSchema = z
  .strictObject({
    min: z.int().min(1),
    max: z.int().min(1),
    cpuPercent: z.int().min(1).max(100).optional(),
    memoryPercent: z.int().min(1).max(100).optional(),
    metrics: z.array(metricSchema).default([]),
    behaviour: z
      .strictObject({
        scaleUp: scalingRulesSchema.optional(),
        scaleDown: scalingRulesSchema.optional(),
      })
      .optional(),
  })
  .refine((s) => s.min <= s.max, { path: ['max'], message: 'must not be below min' })
  .refine(
    (s) => s.cpuPercent !== undefined || s.memoryPercent !== undefined || s.metrics.length > 0,
    {
      message: 'needs cpuPercent, memoryPercent or a metric to scale on',
    },
  )

export type ScalingSpec = z.output<typeof scalingSchema>
export type MetricSpec = z.output<typeof metricSchema>
