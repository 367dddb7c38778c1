import { defineChart } from '@skyctl/model'
import { z } from 'zod'

const replicatedSchema = z.strictObject({
  replicas: z.int().min(1),
  pdb: z.strictObject({ enabled: z.boolean(), maxUnavailable: z.int().min(1) }),
})

/**
 * Values of chart argo-cd 10.10.0 (Argo CD v3.5.4) that we set. The keys were read in the chart's
 * `charts/argo-cd/README.md` and in `ci/ha-static-values.yaml` of argoproj/argo-helm, at older commits, and in values of
 * users of 10.9; those below `cm` and `params` are Argo CD's own settings.
 */
const valuesSchema = z.strictObject({
  global: z.strictObject({ domain: z.string() }),
  crds: z.strictObject({ install: z.boolean(), keep: z.boolean() }),
  configs: z.strictObject({
    // Settings of Argo CD itself: its own keys, dots included.
    cm: z.strictObject({
      'application.resourceTrackingMethod': z.enum(['annotation', 'annotation+label', 'label']),
      'timeout.reconciliation': z.string(),
      'timeout.reconciliation.jitter': z.string(),
      'resource.exclusions': z.string(),
      'resource.customizations.health.argoproj.io_Application': z.string(),
      'resource.customizations.health.cilium.io_CiliumNetworkPolicy': z.string(),
      'resource.customizations.health.cilium.io_CiliumClusterwideNetworkPolicy': z.string(),
    }),
    params: z.strictObject({
      'controller.diff.server.side': z.boolean(),
    }),
  }),
  controller: z.strictObject({ replicas: z.int().min(1) }),
  server: replicatedSchema,
  repoServer: replicatedSchema,
  applicationSet: z.strictObject({ replicas: z.int().min(0) }),
  notifications: z.strictObject({ enabled: z.boolean() }),
  dex: z.strictObject({ enabled: z.boolean() }),
  'redis-ha': z.strictObject({
    enabled: z.boolean(),
    haproxy: z.strictObject({ hardAntiAffinity: z.boolean() }),
  }),
})

export const argocdChart = defineChart({
  repository: 'https://argoproj.github.io/argo-helm',
  chart: 'argo-cd',
  version: '10.10.0',
  values: valuesSchema,
})
