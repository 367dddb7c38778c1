import { defineChart } from '@skyctl/model'
import { z } from 'zod'

const budgetSchema = z.strictObject({ enabled: z.boolean(), minAvailable: z.int().min(1) })

const partSchema = z.strictObject({
  replicaCount: z.int().min(1),
  podDisruptionBudget: budgetSchema,
})

/**
 * Values of chart external-secrets 2.12.0 that we set. The keys were read in the generated
 * `deploy/charts/external-secrets/README.md` of external-secrets/external-secrets (2.x).
 */
const valuesSchema = z.strictObject({
  installCRDs: z.boolean(),
  replicaCount: z.int().min(1),
  leaderElect: z.boolean(),
  podDisruptionBudget: budgetSchema,
  processClusterStore: z.boolean(),
  processClusterExternalSecret: z.boolean(),
  processPushSecret: z.boolean(),
  processClusterPushSecret: z.boolean(),
  processClusterGenerator: z.boolean(),
  serviceMonitor: z.strictObject({ enabled: z.boolean() }),
  webhook: partSchema,
  certController: partSchema,
})

export const externalSecretsChart = defineChart({
  repository: 'https://charts.external-secrets.io',
  chart: 'external-secrets',
  version: '2.12.0',
  values: valuesSchema,
})
