import { defineChart } from '@skyctl/model'
import { z } from 'zod'

/**
 * Values of chart metrics-server 3.14.0 (metrics-server 0.9.0) that we set. The keys were read in
 * `charts/metrics-server/README.md`, `values.yaml` and `ci/tls-certManager-values.yaml` of
 * kubernetes-sigs/metrics-server.
 */
const valuesSchema = z.strictObject({
  replicas: z.int().min(1),
  podDisruptionBudget: z.strictObject({
    enabled: z.boolean(),
    maxUnavailable: z.int().min(1),
  }),
  apiService: z.strictObject({ insecureSkipTLSVerify: z.boolean() }),
  tls: z.strictObject({
    type: z.enum(['metrics-server', 'cert-manager', 'existingSecret']),
  }),
  updateStrategy: z.strictObject({
    type: z.literal('RollingUpdate'),
    rollingUpdate: z.strictObject({ maxUnavailable: z.int().min(1) }),
  }),
})

export const metricsServerChart = defineChart({
  repository: 'https://kubernetes-sigs.github.io/metrics-server/',
  chart: 'metrics-server',
  version: '3.14.0',
  values: valuesSchema,
})
