import type { Chart } from 'cdk8s'
import { z } from 'zod'
import {
  dnsLabelSchema,
  imageDigestSchema,
  imageRepositorySchema,
  imageTagSchema,
  resourcesSchema,
} from '../environment/primitives.ts'
import { backupSchema, iamStatementSchema, securitySchema, talksToSchema } from './access-schema.ts'
import { absolutePathSchema, portNameSchema, secondsSchema } from './app-primitives.ts'
import type { ConstructsContext } from './constructs.ts'
import { envSchema } from './env-schema.ts'
import { ingressSchema } from './ingress-schema.ts'
import { portSchema, probesSchema } from './port-schema.ts'
import { scalingSchema } from './scaling-schema.ts'
import { secretSchema, storageSchema, volumeSchema } from './storage-schema.ts'

const commonShape = {
  description: z.string().min(1),
  team: dnsLabelSchema,
  namespace: dnsLabelSchema.optional(),
  image: z.strictObject({
    repository: imageRepositorySchema,
    tag: imageTagSchema,
    digest: imageDigestSchema.optional(),
  }),
  command: z.array(z.string()).min(1).optional(),
  args: z.array(z.string()).optional(),
  ports: z.record(portNameSchema, portSchema).default({}),
  resources: resourcesSchema,
  env: envSchema.default({}),
  files: z
    .record(absolutePathSchema, z.string())
    .default({})
    .meta({ description: 'Config files: path in the container -> content.' }),
  secrets: z.record(dnsLabelSchema, secretSchema).default({}),
  volumes: z.record(dnsLabelSchema, volumeSchema).default({}),
  iam: z.array(iamStatementSchema).default([]),
  serviceAccountToken: z.boolean().default(false),
  talksTo: talksToSchema.prefault({}),
  dependsOn: z.array(dnsLabelSchema).default([]),
  environments: z.array(dnsLabelSchema).min(1).optional(),
  source: z
    .strictObject({ repository: z.string().min(1), path: z.string().default('.') })
    .optional(),
  backup: backupSchema.optional(),
  tags: z.record(z.string(), z.string()).default({}),
  security: securitySchema.prefault({}),
  shutdownSeconds: secondsSchema.default(20),
  nodeSelector: z.record(z.string(), z.string()).default({}),
  tolerations: z
    .array(
      z.strictObject({
        key: z.string().optional(),
        value: z.string().optional(),
        effect: z.enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute']).optional(),
      }),
    )
    .default([]),
  constructs: z
    .custom<(chart: Chart, context: ConstructsContext) => void>(
      (value) => typeof value === 'function',
      'must be a function',
    )
    .optional(),
}

const spreadSchema = z.strictObject({
  zones: z.enum(['required', 'preferred']).default('preferred'),
  hosts: z.enum(['required', 'preferred']).default('preferred'),
})

const disruptionSchema = z.strictObject({
  maxUnavailable: z
    .union([
      z.int().min(1),
      z.string().regex(/^([1-9][0-9]?|100)%$/, "must be at least 1, or a percentage such as '25%'"),
    ])
    .meta({ description: 'Pods that a drain may take at a time; never 0, which would block it.' }),
})

const servingShape = {
  probes: probesSchema.prefault({}),
  ingress: ingressSchema.optional(),
  disruption: disruptionSchema.prefault({ maxUnavailable: 1 }),
  spread: spreadSchema.prefault({}),
}

export const deploymentSchema = z
  .strictObject({
    ...commonShape,
    ...servingShape,
    kind: z.literal('Deployment'),
    replicas: z.int().min(0).optional(),
    scaling: scalingSchema.optional(),
  })
  .refine((app) => app.replicas === undefined || app.scaling === undefined, {
    path: ['replicas'],
    message: 'an app has replicas or scaling, not both: the autoscaler owns the number',
  })

export const statefulSetSchema = z.strictObject({
  ...commonShape,
  ...servingShape,
  kind: z.literal('StatefulSet'),
  replicas: z.int().min(0).default(1),
  storage: z
    .record(dnsLabelSchema, storageSchema)
    .refine(
      (storage) => Object.keys(storage).length > 0,
      'a StatefulSet keeps something: name at least one volume',
    ),
})

export const daemonSetSchema = z.strictObject({
  ...commonShape,
  kind: z.literal('DaemonSet'),
  probes: probesSchema.prefault({}),
  maxUnavailable: z
    .union([z.int().min(1), z.string().regex(/^([1-9][0-9]?|100)%$/)])
    .default('10%'),
})

const runShape = {
  backoffLimit: z.int().min(0).default(3),
  deadlineSeconds: z.int().min(1).default(1800),
}

export const jobSchema = z.strictObject({ ...commonShape, ...runShape, kind: z.literal('Job') })

export const cronJobSchema = z.strictObject({
  ...commonShape,
  ...runShape,
  kind: z.literal('CronJob'),
  schedule: z
    .string()
    .regex(
      /^(@(yearly|annually|monthly|weekly|daily|midnight|hourly)|\S+( \S+){4})$/,
      'must be a five-field cron expression',
    ),
  timeZone: z.string().default('Etc/UTC'),
  concurrency: z.enum(['Allow', 'Forbid', 'Replace']).default('Forbid'),
})

/** What an `app.ts` exports, as it is judged at load: the runtime twin of {@link AppInput}. */
export const appSchema = z.discriminatedUnion('kind', [
  deploymentSchema,
  statefulSetSchema,
  daemonSetSchema,
  jobSchema,
  cronJobSchema,
])

/** An app after parsing: defaults filled in, nothing resolved yet. */
export type AppSpec = z.output<typeof appSchema>
export type AppKind = AppSpec['kind']
