import { z } from 'zod'
import { dnsLabelSchema } from '../environment/primitives.ts'
import { portNameSchema, portNumberSchema, secondsSchema } from './app-primitives.ts'

export const portSchema = z
  .strictObject({
    port: portNumberSchema.meta({ description: 'Port that the container listens on.' }),
    servicePort: portNumberSchema
      .optional()
      .meta({ description: 'Port of the Service; default: the container port.' }),
    protocol: z.enum(['TCP', 'UDP', 'SCTP']).default('TCP'),
    appProtocol: z
      .enum(['http', 'grpc', 'tcp'])
      .default('tcp')
      .meta({ description: 'What is spoken: decides the ALB protocol and, later, L7 policies.' }),
    openTo: z
      .union([z.literal('all'), z.array(dnsLabelSchema).min(1)])
      .default('all')
      .meta({ description: 'Teams whose apps may connect; default: all.' }),
    l7Visibility: z.boolean().default(false).meta({
      description:
        'Show each HTTP or gRPC request in Hubble, and count it: traffic of the port goes through a proxy.',
    }),
  })
  .refine((port) => !port.l7Visibility || (port.protocol === 'TCP' && port.appProtocol !== 'tcp'), {
    path: ['l7Visibility'],
    message:
      "needs appProtocol 'http' or 'grpc' over TCP: the proxy that shows requests refuses what is neither",
  })

export const probeActionSchema = z.union([
  z.strictObject({
    http: z.strictObject({
      path: z.string().startsWith('/'),
      port: portNameSchema,
      headers: z.record(z.string(), z.string()).default({}),
    }),
  }),
  z.strictObject({
    grpc: z.strictObject({ port: portNameSchema, service: z.string().optional() }),
  }),
  z.strictObject({ tcp: z.strictObject({ port: portNameSchema }) }),
  z.strictObject({ command: z.array(z.string()).min(1) }),
])

export const probeSchema = z.strictObject({
  check: probeActionSchema,
  initialDelaySeconds: secondsSchema.optional(),
  periodSeconds: z.int().min(1).default(10),
  timeoutSeconds: z.int().min(1).default(1),
  failureThreshold: z.int().min(1).default(3),
  successThreshold: z.int().min(1).default(1),
})

export const probesSchema = z
  .strictObject({
    readiness: probeSchema.optional(),
    liveness: probeSchema.optional(),
    startup: probeSchema.optional(),
  })
  .meta({
    description: 'Readiness decides about traffic, liveness restarts, startup guards a slow start.',
  })

export type PortSpec = z.output<typeof portSchema>
export type ProbeSpec = z.output<typeof probeSchema>
