import { defineChart } from '@skyctl/model'
import { z } from 'zod'

/**
 * Values of chart cilium 1.20.2 that we set. The keys were read in the chart's generated reference,
 * `install/kubernetes/cilium/README.md` of cilium/cilium (main after 1.19), and in an inventory of the 1.20.1 chart;
 * the secrets namespace in `templates/cilium-secrets-namespace.yaml`.
 */
const valuesSchema = z.strictObject({
  cluster: z.strictObject({ name: z.string().max(32) }),
  eni: z.strictObject({
    enabled: z.literal(true),
    awsEnablePrefixDelegation: z.boolean(),
    awsReleaseExcessIPs: z.boolean(),
    iamRole: z.string(),
    subnetTagsFilter: z.array(z.string().regex(/^[^=]+=.*$/, 'must be key=value')),
    // Tags of the company and of the garbage collector: keys are free.
    eniTags: z.record(z.string(), z.string()),
    gcTags: z.record(z.string(), z.string()),
  }),
  ipam: z.strictObject({ mode: z.literal('eni') }),
  routingMode: z.literal('native'),
  enableIPv4Masquerade: z.boolean(),
  kubeProxyReplacement: z.boolean(),
  k8sServiceHostRef: z.strictObject({ name: z.string(), key: z.string() }),
  k8sServicePort: z.int(),
  cni: z.strictObject({ exclusive: z.boolean() }),
  agentNotReadyTaintKey: z.string(),
  policyAuditMode: z.boolean(),
  rollOutCiliumPods: z.boolean(),
  encryption: z.strictObject({
    enabled: z.boolean(),
    type: z.enum(['wireguard', 'ipsec']),
  }),
  operator: z.strictObject({
    replicas: z.int().min(1),
    rollOutPods: z.boolean(),
  }),
  hubble: z.strictObject({
    enabled: z.boolean(),
    // Null is none, and no port for them.
    metrics: z.strictObject({
      enabled: z
        .array(z.string().regex(/^[a-zA-Z0-9-]+(:.+)?$/, 'must be name or name:options'))
        .nullable(),
      enableOpenMetrics: z.boolean(),
      port: z.int(),
    }),
    relay: z.strictObject({
      enabled: z.boolean(),
      replicas: z.int().min(1),
      rollOutPods: z.boolean(),
    }),
    ui: z.strictObject({
      enabled: z.boolean(),
      replicas: z.int().min(1),
      rollOutPods: z.boolean(),
    }),
    tls: z.strictObject({
      enabled: z.boolean(),
      auto: z.strictObject({
        enabled: z.boolean(),
        method: z.enum(['cronJob', 'certmanager']),
        schedule: z.string(),
        certValidityDuration: z.int().min(1),
      }),
    }),
  }),
  tls: z.strictObject({
    readSecretsOnlyFromSecretsNamespace: z.boolean(),
    secretsNamespace: z.strictObject({ create: z.boolean(), name: z.string() }),
    secretSync: z.strictObject({ enabled: z.boolean() }),
  }),
  // Labels and annotations: keys are free.
  secretsNamespaceLabels: z.record(z.string(), z.string()),
  secretsNamespaceAnnotations: z.record(z.string(), z.string()),
})

export const ciliumChart = defineChart({
  repository: 'https://helm.cilium.io',
  chart: 'cilium',
  version: '1.20.2',
  values: valuesSchema,
})
