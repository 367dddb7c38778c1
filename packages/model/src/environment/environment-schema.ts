import { z } from 'zod'
import {
  dnsLabelSchema,
  domainSchema,
  imageDigestSchema,
  imageTagSchema,
  resourcesSchema,
} from './primitives.ts'

/** Kubernetes minors that this release generates for: those in standard support on EKS. */
export const kubernetesVersions = ['1.35', '1.36'] as const

const cidrSchema = z
  .string()
  .meta({ description: 'IPv4 block in CIDR notation, host bits zero: 10.20.0.0/16.' })

const labelKeySchema = z
  .string()
  .regex(
    /^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/,
    'must be a Kubernetes label key such as workload or example.com/workload',
  )

const labelValueSchema = z
  .string()
  .regex(
    /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/,
    'must be a Kubernetes label value: at most 63 letters, digits and - _ . between them',
  )

const keyAliasSchema = z
  .string()
  .regex(/^alias\/[A-Za-z0-9/_-]+$/, 'must be a KMS alias such as alias/platform-secrets')

const tagsSchema = z
  .record(z.string().min(1).max(128), z.string().max(256))
  .meta({ description: 'AWS tags: every resource carries them, cost allocation reads them.' })

const repositorySchema = z.strictObject({
  url: z
    .string()
    .regex(/^(https:\/\/|ssh:\/\/|git@)\S+$/, 'must be an https or ssh Git URL')
    .meta({ description: 'The Git repository that Argo CD reads.' }),
  revision: z
    .string()
    .startsWith(
      'refs/',
      'must be a full ref such as refs/heads/main: Argo CD resolves it without a search',
    )
    .meta({ description: 'The ref that Argo CD tracks, in full.' }),
})

const teamSchema = z.strictObject({
  description: z.string().min(1).meta({ description: 'What the team answers for.' }),
  github: z
    .string()
    .regex(
      /^@[A-Za-z0-9-]+(\/[A-Za-z0-9._-]+)?$/,
      'must be a GitHub user or team such as @company/storefront',
    )
    .meta({ description: 'Who reviews: written into CODEOWNERS.' }),
  namespace: dnsLabelSchema
    .optional()
    .meta({ description: "Where the team's apps run; default: the team's name." }),
  podSecurity: z
    .enum(['restricted', 'baseline', 'privileged'])
    .default('restricted')
    .meta({ description: "Pod Security Standard that the team's namespace enforces." }),
})

const nodeGroupSchema = z.strictObject({
  instanceTypes: z
    .array(
      z
        .string()
        .regex(/^[a-z0-9-]+\.[a-z0-9-]+$/, 'must be an EC2 instance type such as m7i.large'),
    )
    .min(1)
    .meta({ description: 'Interchangeable types of one shape; several for spot.' }),
  min: z.int().min(0).meta({ description: 'Nodes that always run.' }),
  max: z.int().min(1).meta({ description: 'Nodes at most.' }),
  desired: z.int().min(0).optional().meta({ description: 'Start size; default: min.' }),
  spot: z
    .boolean()
    .default(false)
    .meta({ description: 'Spare capacity: cheaper, and taken away at two minutes notice.' }),
  labels: z
    .record(labelKeySchema, labelValueSchema)
    .default({})
    .meta({ description: 'Labels of each node, for nodeSelector and affinity.' }),
  taints: z
    .record(
      labelKeySchema.max(63, 'EKS allows a taint key of at most 63 characters'),
      z.strictObject({
        value: labelValueSchema
          .default('')
          .meta({ description: 'What a toleration compares; may stay empty.' }),
        effect: z
          .enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute'])
          .meta({ description: 'What happens to a pod that does not tolerate the taint.' }),
      }),
    )
    .default({})
    .meta({ description: 'Keep away every pod that does not tolerate them, by taint key.' }),
  volume: z
    .strictObject({
      sizeGiB: z.int().min(20).max(16384).default(80).meta({ description: 'Size in GiB.' }),
      iops: z
        .int()
        .min(3000)
        .max(16000)
        .default(3000)
        .meta({ description: 'I/O operations a second; 3000 come with the volume.' }),
      throughputMiBs: z
        .int()
        .min(125)
        .max(1000)
        .default(125)
        .meta({ description: 'Throughput in MiB/s; 125 come with the volume.' }),
      encrypted: z
        .boolean()
        .default(true)
        .meta({ description: "Encrypt with the environment's volumes key." }),
    })
    .prefault({})
    .meta({ description: 'gp3 root volume of each node.' }),
})

/** Days that CloudWatch Logs can keep a group, as eksctl lists them. */
const logRetentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1827, 3653,
] as const

const iamRoleNameSchema = z
  .string()
  .regex(/^[\w+=,.@-]{1,64}$/, 'must be the name of an IAM role, without its ARN')

const clusterAccessSchema = z
  .strictObject({
    policy: z
      .enum(['cluster-admin', 'admin', 'edit', 'view'])
      .meta({ description: 'What the role may do; view and edit never show Secrets.' }),
    teams: z
      .array(dnsLabelSchema)
      .min(1)
      .optional()
      .meta({ description: "Limits it to these teams' namespaces; default: the whole cluster." }),
  })
  .meta({ description: 'What one IAM role may do in the cluster.' })

const imageOverrideSchema = z
  .strictObject({
    tag: imageTagSchema.optional().meta({ description: 'The tag, such as 1.4.2.' }),
    digest: imageDigestSchema
      .optional()
      .meta({ description: 'The digest that a registry returned for this tag; never invented.' }),
  })
  .meta({ description: 'Replaces tag or digest of the app in this environment.' })

const appOverrideSchema = z
  .strictObject({
    replicas: z
      .strictObject({
        min: z.int().min(0).optional().meta({ description: 'Pods that always run.' }),
        max: z.int().min(1).optional().meta({ description: 'Pods at most.' }),
      })
      .optional()
      .meta({ description: 'Bounds of the autoscaler; without one, min is the fixed number.' }),
    resources: resourcesSchema
      .extend({})
      .partial()
      .optional()
      .meta({ description: 'Replaces CPU, memory or both.' }),
    host: domainSchema.optional().meta({ description: 'Replaces the host of the ingress.' }),
    image: imageOverrideSchema.optional(),
  })
  .meta({ description: 'What this environment changes of an app.' })

const budgetSchema = z.strictObject({
  monthlyUsd: z
    .number()
    .positive()
    .meta({ description: 'Expected cost of a month, in US dollars.' }),
  alertPercent: z
    .array(z.int().min(1).max(200))
    .min(1)
    .default([80, 100])
    .meta({ description: 'Percentages of the budget at which mail is sent, rising.' }),
  subscribers: z.array(z.email()).min(1).meta({ description: 'Who gets the mail.' }),
})

const suppressionSchema = z.strictObject({
  rule: z.string().min(1).meta({ description: 'Id of the finding.' }),
  object: z
    .string()
    .min(1)
    .meta({ description: 'The object as findings print it: apps/Deployment storefront/frontend.' }),
  reason: z.string().min(10).meta({ description: 'Why this is accepted, for the reviewer.' }),
  expires: z.iso.date().meta({ description: 'Last day on which the exception holds, YYYY-MM-DD.' }),
})

/**
 * One environment as its YAML reads after `defaults.yaml` is merged under it. The options of components are
 * open here; {@link composeEnvironmentSchema} closes them with what the components declare.
 */
export const environmentSchema = z.strictObject({
  company: dnsLabelSchema.max(20).meta({ description: 'Prefix of cluster and role names.' }),
  repository: repositorySchema.meta({
    description: 'The repository that Argo CD syncs from: this one.',
  }),
  imageRegistry: z
    .string()
    .regex(
      /^[a-z0-9.-]+(:[0-9]+)?(\/[a-z0-9._/-]+)?$/,
      'must be a registry host, with an optional path',
    )
    .meta({ description: "Where the company's own images are pushed." }),
  teams: z
    .record(dnsLabelSchema, teamSchema)
    .meta({ description: 'Who owns apps: one Argo CD project and one namespace each.' }),
  account: z
    .string()
    .regex(/^[0-9]{12}$/, 'must be the 12 digits of an AWS account id, quoted')
    .meta({ description: 'The 12 digits of the AWS account, quoted.' }),
  region: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-[0-9]$/, 'must be an AWS region such as eu-west-1')
    .meta({ description: 'The AWS region, such as eu-west-1.' }),
  zones: z
    .array(z.string())
    .min(2, 'EKS needs subnets in at least two zones')
    .meta({ description: 'Availability zones of the region that the VPC spans.' }),
  standbyFor: dnsLabelSchema.optional().meta({
    description:
      'The environment that this one can take over: it serves the same hosts after a failover.',
  }),
  kubernetes: z
    .strictObject({
      version: z
        .enum(kubernetesVersions)
        .default('1.35')
        .meta({ description: 'Kubernetes minor of the cluster, quoted.' }),
    })
    .meta({ description: 'The Kubernetes of the cluster.' }),
  cluster: z
    .strictObject({
      name: dnsLabelSchema
        .max(32, "Cilium's cluster name has at most 32 characters")
        .optional()
        .meta({ description: 'Name of the EKS cluster; default: <company>-<environment>.' }),
      publicAccess: z.array(cidrSchema).default([]).meta({
        description:
          'Addresses that reach the Kubernetes API from outside the VPC; none: it is private.',
      }),
      access: z
        .record(iamRoleNameSchema, clusterAccessSchema)
        .default({})
        .meta({ description: 'Who may use the Kubernetes API, by the name of an IAM role.' }),
      logRetentionDays: z
        .union(logRetentionDays.map((days) => z.literal(days)))
        .default(90)
        .meta({ description: 'Days that CloudWatch keeps the logs of the control plane.' }),
    })
    .prefault({})
    .meta({ description: 'The EKS cluster.' }),
  network: z
    .strictObject({
      cidr: cidrSchema,
      nat: z
        .enum(['HighlyAvailable', 'Single', 'Disable'])
        .meta({ description: 'NAT gateways: one a zone, one in all, none.' }),
      serviceCidr: cidrSchema
        .default('172.20.0.0/16')
        .meta({ description: 'Addresses of Services.' }),
    })
    .meta({ description: 'The VPC and its way out.' }),
  nodeGroups: z
    .record(dnsLabelSchema, nodeGroupSchema)
    .meta({ description: 'Managed node groups, by name.' }),
  encryption: z
    .strictObject({
      secretsKeyAlias: keyAliasSchema.optional().meta({
        description: 'KMS alias for Kubernetes secrets; default: alias/<cluster>-secrets.',
      }),
      volumesKeyAlias: keyAliasSchema
        .optional()
        .meta({ description: 'KMS alias for volumes; default: alias/<cluster>-volumes.' }),
    })
    .prefault({})
    .meta({ description: 'Aliases of the KMS keys; the keys are made from them.' }),
  domain: domainSchema.meta({ description: 'Hosts of ingresses live below it.' }),
  tags: tagsSchema,
  mandatoryTags: z
    .array(z.string().min(1))
    .default([])
    .meta({ description: 'Tag keys that must be set on everything that costs money.' }),
  budget: budgetSchema.meta({ description: 'AWS budget of the environment.' }),
  guardrails: z
    .strictObject({
      level: z.enum(['baseline', 'strict']).default('baseline').meta({
        description: 'How much the checks demand; strict is meant for what customers use.',
      }),
    })
    .prefault({})
    .meta({ description: 'The checks of what is generated.' }),
  components: z
    .record(dnsLabelSchema, z.unknown())
    .default({})
    .meta({ description: 'Options of the components in platform/.' }),
  apps: z
    .record(dnsLabelSchema, appOverrideSchema)
    .default({})
    .meta({ description: 'What this environment changes of apps, by app.' }),
  facts: z
    .record(dnsLabelSchema, z.string().min(1))
    .default({})
    .meta({ description: 'Ids that AWS chose, once known: name and value.' }),
  suppressions: z
    .array(suppressionSchema)
    .default([])
    .meta({ description: 'Findings that are accepted for a time.' }),
})

export type EnvironmentInput = z.input<typeof environmentSchema>
export type EnvironmentOutput = z.output<typeof environmentSchema>
export type AppOverride = z.output<typeof appOverrideSchema>
export type NodeGroup = z.output<typeof nodeGroupSchema>
export type Suppression = z.output<typeof suppressionSchema>
export type Team = z.output<typeof teamSchema>

/** Closes `components` over what the components of the workspace declare as their options. */
export function composeEnvironmentSchema(options: Readonly<Record<string, z.ZodType>>) {
  return environmentSchema.extend({
    components: z
      .strictObject(
        Object.fromEntries(
          Object.entries(options)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([name, schema]) => [name, schema.prefault({})]),
        ),
      )
      .prefault({})
      .meta({ description: 'Options of the components in platform/.' }),
  })
}
