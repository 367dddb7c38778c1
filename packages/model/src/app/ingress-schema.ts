import { z } from 'zod'
import { dnsLabelSchema } from '../environment/primitives.ts'
import { portNameSchema } from './app-primitives.ts'

export const ingressSchema = z.strictObject({
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

export type IngressSpec = z.output<typeof ingressSchema>
