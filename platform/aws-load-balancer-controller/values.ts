import { defineChart } from '@skyctl/model'
import { z } from 'zod'

/**
 * Values of chart aws-load-balancer-controller 3.6.0 (v3.6.0) that we set. The keys were read in
 * `helm/aws-load-balancer-controller/README.md`, `values.yaml` and `values.schema.json` of
 * kubernetes-sigs/aws-load-balancer-controller; `vpcTags`, which came later, in a comment of the 3.5.0 values and in
 * `pkg/aws/cloud_config.go`, where it becomes `--aws-vpc-tags`.
 */
const valuesSchema = z.strictObject({
  clusterName: z.string().min(1),
  region: z.string().min(1),
  // Tag of the VPC: the tag's key is free.
  vpcTags: z.record(z.string(), z.string()),
  replicaCount: z.int().min(1),
  podDisruptionBudget: z.strictObject({ maxUnavailable: z.int().min(1) }),
  serviceAccount: z.strictObject({
    name: z.string(),
    annotations: z.strictObject({ 'eks.amazonaws.com/role-arn': z.string() }),
  }),
  enableCertManager: z.boolean(),
  enableServiceMutatorWebhook: z.boolean(),
  ingressClass: z.string(),
  createIngressClassResource: z.boolean(),
  enableShield: z.boolean(),
  enableWaf: z.boolean(),
  enableWafv2: z.boolean(),
  defaultTargetType: z.enum(['instance', 'ip']),
  defaultSSLPolicy: z.string(),
  // Tags of the company: keys are free.
  defaultTags: z.record(z.string(), z.string()),
})

export const loadBalancerControllerChart = defineChart({
  repository: 'https://aws.github.io/eks-charts',
  chart: 'aws-load-balancer-controller',
  version: '3.6.0',
  values: valuesSchema,
})
