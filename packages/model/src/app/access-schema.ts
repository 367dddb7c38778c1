import { z } from 'zod'
import { dnsLabelSchema } from '../environment/primitives.ts'
import { portNameSchema, portNumberSchema } from './app-primitives.ts'

export const iamStatementSchema = z.strictObject({
  actions: z.array(z.string().regex(/^[a-z0-9-]+:[A-Za-z0-9*]+$/, 'must be service:Action')).min(1),
  resources: z.array(z.string()).min(1).meta({
    description:
      "ARNs; `{account}`, `{region}`, `{cluster}` and `{partition}` stand for the environment's own.",
  }),
  conditions: z
    .record(z.string(), z.record(z.string(), z.union([z.string(), z.array(z.string())])))
    .optional(),
})

export const talksToSchema = z.strictObject({
  apps: z
    .record(dnsLabelSchema, z.union([portNameSchema, z.array(portNameSchema).min(1)]))
    .default({}),
  databases: z
    .record(
      dnsLabelSchema
        .max(30, 'RDS allows 63 characters, the name of the cluster before it included')
        .regex(/^(?!.*--)/, 'must hold no two hyphens in a row, which RDS refuses'),
      z.strictObject({
        engine: z.enum(['postgres', 'mysql']),
        port: portNumberSchema.optional(),
        replicaOf: dnsLabelSchema.optional().meta({
          description: 'The database that this one is a read replica of; it takes no writes.',
        }),
      }),
    )
    .default({})
    .meta({ description: 'RDS instances `<cluster>-<name>`.' }),
  hosts: z
    .record(z.string().regex(/^(\*\.)?([a-z0-9-]+\.)+[a-z]{2,}$/), z.array(portNumberSchema).min(1))
    .default({})
    .meta({ description: 'Names outside the cluster and their TCP ports.' }),
})

export const backupSchema = z.strictObject({
  schedule: z.enum(['hourly', 'daily', 'weekly']),
  retentionDays: z.int().min(1).max(3650),
})

export const securitySchema = z.strictObject({
  user: z.int().min(0).default(1000),
  group: z.int().min(0).optional(),
  fsGroup: z.int().min(0).optional(),
  writableRootFilesystem: z
    .boolean()
    .default(false)
    .meta({ description: 'Only where the image cannot do without; a scratch volume is better.' }),
  hostNetwork: z.boolean().default(false),
  hostPid: z.boolean().default(false),
})

export type IamStatement = z.output<typeof iamStatementSchema>
export type BackupSpec = z.output<typeof backupSchema>
export type SecuritySpec = z.output<typeof securitySchema>
