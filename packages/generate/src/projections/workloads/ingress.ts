import type { Environment, IngressSpec, PortSpec } from '@skyctl/model'
import { k8s } from 'cdk8s-plus-28'
import { metadata, type WorkloadScope } from './scope.ts'

const prefix = 'alb.ingress.kubernetes.io'

/** TLS 1.2 with forward secrecy, and 1.3: AWS's recommended policy. */
const tlsPolicy = 'ELBSecurityPolicy-TLS13-1-2-2021-06'

/** An Ingress for the AWS Load Balancer Controller, targets by pod address. */
export function addIngress(scope: WorkloadScope): void {
  const { add, unit, spec, environment } = scope
  if (!('ingress' in spec) || spec.ingress === undefined) return
  const { ingress } = spec
  const port = spec.ports[ingress.port]
  const host = unit.app.host
  if (port === undefined || host === undefined) {
    throw new Error(`ingress of ${unit.name} was not checked at load`)
  }
  add(
    k8s.KubeIngress.manifest({
      metadata: metadata(scope, {
        annotations: albAnnotations(ingress, port, environment),
      }),
      spec: {
        ingressClassName: 'alb',
        rules: [
          {
            host,
            http: {
              paths: [
                {
                  path: ingress.path,
                  pathType: ingress.pathType,
                  backend: { service: { name: unit.name, port: { name: ingress.port } } },
                },
              ],
            },
          },
        ],
        // Without a secret name: the controller finds the certificate in ACM by the host.
        ...(ingress.tls && { tls: [{ hosts: [host] }] }),
      },
    }),
  )
}

function albAnnotations(
  ingress: IngressSpec,
  port: PortSpec,
  environment: Environment,
): Record<string, string> {
  const annotations: Record<string, string> = {
    scheme: ingress.scheme,
    'target-type': 'ip',
    'group.name': ingress.group ?? `${environment.cluster.name}-${ingress.scheme}`,
    'listen-ports': JSON.stringify(ingress.tls ? [{ HTTP: 80 }, { HTTPS: 443 }] : [{ HTTP: 80 }]),
    'healthcheck-path': ingress.healthPath,
    'healthcheck-interval-seconds': '10',
    'healthcheck-timeout-seconds': '5',
    'healthy-threshold-count': '2',
    'unhealthy-threshold-count': '3',
    'success-codes': ingress.successCodes,
    'target-group-attributes': `deregistration_delay.timeout_seconds=${ingress.deregistrationSeconds}`,
    'inbound-cidrs': (
      ingress.inboundCidrs ??
      (ingress.scheme === 'internal' ? [environment.network.cidr] : ['0.0.0.0/0'])
    ).join(','),
  }
  if (ingress.order !== undefined) annotations['group.order'] = String(ingress.order)
  if (ingress.tls) {
    annotations['ssl-redirect'] = '443'
    annotations['ssl-policy'] = tlsPolicy
  }
  if (ingress.waf !== undefined) {
    annotations['wafv2-acl-name'] = `${environment.cluster.name}-${ingress.waf}`
  }
  if (port.appProtocol === 'grpc') annotations['backend-protocol-version'] = 'GRPC'
  // The environment's tags only: members of a group share the load balancer, and one with other values would stop it.
  const tagList = Object.entries(environment.tags).map(([key, value]) => `${key}=${value}`)
  if (tagList.length > 0) annotations.tags = tagList.sort().join(',')
  return Object.fromEntries(
    Object.entries(annotations).map(([key, value]) => [`${prefix}/${key}`, value]),
  )
}
