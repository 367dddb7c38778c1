import { defineChart } from '@skyctl/model'
import { z } from 'zod'

/**
 * Values of chart aws-ebs-csi-driver 2.66.0 that we set. The keys were read in
 * `charts/aws-ebs-csi-driver/values.yaml` of kubernetes-sigs/aws-ebs-csi-driver and in values of recent users.
 */
const valuesSchema = z.strictObject({
  controller: z.strictObject({
    replicaCount: z.int().min(1),
    region: z.string().min(1),
    k8sTagClusterId: z.string().min(1),
    // Tags of the company: keys are free.
    extraVolumeTags: z.record(z.string(), z.string()),
    serviceAccount: z.strictObject({
      annotations: z.strictObject({ 'eks.amazonaws.com/role-arn': z.string() }),
    }),
  }),
  node: z.strictObject({
    tolerateAllTaints: z.boolean(),
    enableWindows: z.boolean(),
  }),
})

export const ebsCsiChart = defineChart({
  repository: 'https://kubernetes-sigs.github.io/aws-ebs-csi-driver',
  chart: 'aws-ebs-csi-driver',
  version: '2.66.0',
  values: valuesSchema,
})
