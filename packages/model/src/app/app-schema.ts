import type { Chart } from 'cdk8s'
import { z } from 'zod'
import {
  dnsLabelSchema,
  imageDigestSchema,
  imageRepositorySchema,
  imageTagSchema,
  memorySchema,
  resourcesSchema,
} from '../environment/primitives.ts'
import type { ConstructsContext } from './constructs.ts'
import type { Reference } from './references.ts'

const secondsSchema = z.int().min(0).meta({ description: 'Seconds.' })
const absolutePathSchema = z
  .string()
  .regex(/^(\/(?!\.\.?(\/|$))[^/\0]+)+$/, 'must be an absolute path without . and .. segments')

/** IANA_SVC_NAME: what a Service accepts as a port name. */
const portNameSchema = z
  .string()
  .regex(
    /^(?=.*[a-z])[a-z0-9]([a-z0-9]|-(?!-)){0,13}[a-z0-9]$|^[a-z]$/,
    'must be at most 15 lower-case letters, digits and single hyphens, with a letter',
  )
const portNumberSchema = z.int().min(1).max(65535)

const portSchema = z.strictObject({
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
})

const probeActionSchema = z.union([
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

const probeSchema = z.strictObject({
  check: probeActionSchema,
  initialDelaySeconds: secondsSchema.optional(),
  periodSeconds: z.int().min(1).default(10),
  timeoutSeconds: z.int().min(1).default(1),
  failureThreshold: z.int().min(1).default(3),
  successThreshold: z.int().min(1).default(1),
})

const probesSchema = z
  .strictObject({
    readiness: probeSchema.optional(),
    liveness: probeSchema.optional(),
    startup: probeSchema.optional(),
  })
  .meta({
    description: 'Readiness decides about traffic, liveness restarts, startup guards a slow start.',
  })

const referenceSchema = z.custom<Reference>(
  (value) => typeof value === 'object' && value !== null && 'ref' in value,
  'must be a string or one of addressOf, secretValue, fact, environmentValue, podField',
)

const envSchema = z.record(
  z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be a C identifier'),
  z.union([z.string(), referenceSchema]),
)

const secretSchema = z.strictObject({
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

const scratchVolumeSchema = z.strictObject({
  kind: z.literal('scratch'),
  mountPath: absolutePathSchema,
  sizeLimit: memorySchema,
  medium: z.enum(['disk', 'memory']).default('disk'),
})

const hostVolumeSchema = z.strictObject({
  kind: z.literal('host'),
  path: z.string().startsWith('/'),
  mountPath: absolutePathSchema,
  readOnly: z.literal(true).default(true),
  mountPropagation: z.enum(['None', 'HostToContainer']).default('None'),
})

const volumeSchema = z.discriminatedUnion('kind', [scratchVolumeSchema, hostVolumeSchema])

const storageSchema = z.strictObject({
  mountPath: absolutePathSchema,
  size: memorySchema.meta({ description: 'Size of the claim of each replica.' }),
  storageClass: dnsLabelSchema.default('gp3-encrypted'),
})

const metricSchema = z.discriminatedUnion('kind', [
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

const scalingRulesSchema = z.strictObject({
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

const scalingSchema = z
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

const ingressSchema = z.strictObject({
  port: portNameSchema,
  host: z
    .string()
    .regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/)
    .optional()
    .meta({ description: "Label below the environment's domain; default: the domain itself." }),
  path: z.string().startsWith('/').default('/'),
  pathType: z.enum(['Prefix', 'Exact']).default('Prefix'),
  scheme: z.enum(['internet-facing', 'internal']),
  tls: z
    .boolean()
    .default(true)
    .meta({ description: 'HTTPS with the certificate that ACM holds for the host.' }),
  waf: dnsLabelSchema
    .optional()
    .meta({ description: 'Web ACL `<cluster>-<waf>`; an internet-facing ingress needs one.' }),
  inboundCidrs: z
    .array(z.string())
    .min(1)
    .optional()
    .meta({ description: 'Who may connect; default: everyone, or the VPC if internal.' }),
  group: dnsLabelSchema
    .optional()
    .meta({ description: 'Ingresses of one group share a load balancer; default: the scheme.' }),
  order: z.int().min(-1000).max(1000).optional(),
  healthPath: z.string().startsWith('/').default('/'),
  successCodes: z
    .string()
    .regex(/^[0-9]{1,3}([,-][0-9]{1,3})*$/)
    .default('200'),
  deregistrationSeconds: z.int().min(0).max(3600).default(30),
})

const iamStatementSchema = z.strictObject({
  actions: z.array(z.string().regex(/^[a-z0-9-]+:[A-Za-z0-9*]+$/, 'must be service:Action')).min(1),
  resources: z.array(z.string()).min(1).meta({
    description:
      "ARNs; `{account}`, `{region}`, `{cluster}` and `{partition}` stand for the environment's own.",
  }),
  conditions: z
    .record(z.string(), z.record(z.string(), z.union([z.string(), z.array(z.string())])))
    .optional(),
})

const talksToSchema = z.strictObject({
  apps: z
    .record(dnsLabelSchema, z.union([portNameSchema, z.array(portNameSchema).min(1)]))
    .default({}),
  databases: z
    .record(
      dnsLabelSchema,
      z.strictObject({ engine: z.enum(['postgres', 'mysql']), port: portNumberSchema.optional() }),
    )
    .default({})
    .meta({ description: 'RDS instances `<cluster>-<name>`.' }),
  hosts: z
    .record(z.string().regex(/^(\*\.)?([a-z0-9-]+\.)+[a-z]{2,}$/), z.array(portNumberSchema).min(1))
    .default({})
    .meta({ description: 'Names outside the cluster and their TCP ports.' }),
})

const backupSchema = z.strictObject({
  schedule: z.enum(['hourly', 'daily', 'weekly']),
  retentionDays: z.int().min(1).max(3650),
})

const securitySchema = z.strictObject({
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
export type AppSpecInput = z.input<typeof appSchema>
export type PortSpec = z.output<typeof portSchema>
export type ProbeSpec = z.output<typeof probeSchema>
export type ScalingSpec = z.output<typeof scalingSchema>
export type IngressSpec = z.output<typeof ingressSchema>
export type VolumeSpec = z.output<typeof volumeSchema>
export type StorageSpec = z.output<typeof storageSchema>
export type SecretSpec = z.output<typeof secretSchema>
export type IamStatement = z.output<typeof iamStatementSchema>
export type BackupSpec = z.output<typeof backupSchema>
export type SecuritySpec = z.output<typeof securitySchema>
export type MetricSpec = z.output<typeof metricSchema>
export type AppKind = AppSpec['kind']
