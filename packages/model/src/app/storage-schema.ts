import { z } from 'zod'
import { dnsLabelSchema, memorySchema } from '../environment/primitives.ts'
import { absolutePathSchema } from './app-primitives.ts'

export const secretSchema = z.strictObject({
  from: z
    .string()
    .regex(/^[A-Za-z0-9/_+=.@-]+$/)
    .meta({ description: 'Name in AWS Secrets Manager, below `<cluster>/`.' }),
  keys: z.record(z.string().regex(/^[A-Za-z0-9._-]+$/), z.string()).meta({
    description:
      'Key in the Kubernetes Secret -> property of the remote JSON; empty for the whole value.',
  }),
  mountPath: absolutePathSchema
    .optional()
    .meta({ description: 'Also mount the keys as files in this directory.' }),
  refreshInterval: z
    .string()
    .regex(/^[1-9][0-9]*(m|h)$/)
    .default('1h'),
})

export const scratchVolumeSchema = z.strictObject({
  kind: z.literal('scratch'),
  mountPath: absolutePathSchema,
  sizeLimit: memorySchema,
  medium: z.enum(['disk', 'memory']).default('disk'),
})

export const hostVolumeSchema = z.strictObject({
  kind: z.literal('host'),
  path: z.string().startsWith('/'),
  mountPath: absolutePathSchema,
  readOnly: z.literal(true).default(true),
  mountPropagation: z.enum(['None', 'HostToContainer']).default('None'),
})

export const volumeSchema = z.discriminatedUnion('kind', [scratchVolumeSchema, hostVolumeSchema])

export const storageSchema = z.strictObject({
  mountPath: absolutePathSchema,
  size: memorySchema.meta({ description: 'Size of the claim of each replica.' }),
  storageClass: dnsLabelSchema.default('gp3-encrypted'),
})

export type VolumeSpec = z.output<typeof volumeSchema>
export type StorageSpec = z.output<typeof storageSchema>
export type SecretSpec = z.output<typeof secretSchema>
