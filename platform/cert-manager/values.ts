import { defineChart } from '@skyctl/model'
import { z } from 'zod'

/**
 * Values of chart cert-manager v1.21.2 that we set. The keys were read in
 * `deploy/charts/cert-manager/README.template.md` of cert-manager/cert-manager.
 */
const valuesSchema = z.strictObject({
  crds: z.strictObject({ enabled: z.boolean(), keep: z.boolean() }),
  replicaCount: z.int().min(1),
  podDisruptionBudget: z.strictObject({ enabled: z.boolean() }),
  global: z.strictObject({
    leaderElection: z.strictObject({ namespace: z.string() }),
  }),
  enableCertificateOwnerRef: z.boolean(),
  webhook: z.strictObject({
    replicaCount: z.int().min(1),
    podDisruptionBudget: z.strictObject({ enabled: z.boolean() }),
  }),
  cainjector: z.strictObject({
    replicaCount: z.int().min(1),
    podDisruptionBudget: z.strictObject({ enabled: z.boolean() }),
  }),
  startupapicheck: z.strictObject({ enabled: z.boolean() }),
})

export const certManagerChart = defineChart({
  repository: 'https://charts.jetstack.io',
  chart: 'cert-manager',
  version: 'v1.21.2',
  values: valuesSchema,
})
