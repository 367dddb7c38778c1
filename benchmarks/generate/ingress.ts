import type { Metadata, PlainObject } from './plain-object.ts'
import { company, domainOf, type SyntheticApp } from './workspace.ts'

/** The Ingress of a synthetic app, as plain data. */
export function ingress(app: SyntheticApp, environment: string, metadata: Metadata): PlainObject {
  const host = `${app.name}.${domainOf(environment)}`
  const alb = 'alb.ingress.kubernetes.io'
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      ...metadata,
      annotations: {
        [`${alb}/group.name`]: `${company}-${environment}-internet-facing`,
        [`${alb}/healthcheck-interval-seconds`]: '10',
        [`${alb}/healthcheck-path`]: '/ready',
        [`${alb}/healthcheck-timeout-seconds`]: '5',
        [`${alb}/healthy-threshold-count`]: '2',
        [`${alb}/inbound-cidrs`]: '0.0.0.0/0',
        [`${alb}/listen-ports`]: '[{"HTTP":80},{"HTTPS":443}]',
        [`${alb}/scheme`]: 'internet-facing',
        [`${alb}/ssl-policy`]: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
        [`${alb}/ssl-redirect`]: '443',
        [`${alb}/success-codes`]: '200',
        [`${alb}/tags`]: `cost-center=cc-1,environment=${environment}`,
        [`${alb}/target-group-attributes`]: 'deregistration_delay.timeout_seconds=30',
        [`${alb}/target-type`]: 'ip',
        [`${alb}/unhealthy-threshold-count`]: '3',
        [`${alb}/wafv2-acl-name`]: `${company}-${environment}-public`,
      },
    },
    spec: {
      ingressClassName: 'alb',
      rules: [
        {
          host,
          http: {
            paths: [
              {
                backend: { service: { name: app.name, port: { name: 'http' } } },
                path: '/',
                pathType: 'Prefix',
              },
            ],
          },
        },
      ],
      tls: [{ hosts: [host] }],
    },
  }
}
