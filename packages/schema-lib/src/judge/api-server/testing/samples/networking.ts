import type { JsonObject } from '@skyctl/core'
import { labels } from './pods.ts'

const metadata = { name: 'web', namespace: 'shop' }
/** How pods are reached. */
export const networking = {
  Service: {
    apiVersion: 'v1',
    kind: 'Service',
    metadata,
    spec: {
      type: 'LoadBalancer',
      selector: labels,
      sessionAffinity: 'ClientIP',
      sessionAffinityConfig: { clientIP: { timeoutSeconds: 60 } },
      externalTrafficPolicy: 'Local',
      internalTrafficPolicy: 'Cluster',
      healthCheckNodePort: 30_100,
      loadBalancerClass: 'example.com/nlb',
      loadBalancerSourceRanges: ['10.0.0.0/8'],
      allocateLoadBalancerNodePorts: true,
      ipFamilyPolicy: 'PreferDualStack',
      ipFamilies: ['IPv4', 'IPv6'],
      externalIPs: ['203.0.113.1'],
      trafficDistribution: 'PreferClose',
      ports: [
        {
          name: 'http',
          port: 80,
          targetPort: 'http',
          nodePort: 30_080,
          appProtocol: 'example.com/h2',
        },
        { name: 'dns', port: 80, protocol: 'UDP', targetPort: 53 },
      ],
    },
  },
  'Service of ExternalName': {
    apiVersion: 'v1',
    kind: 'Service',
    metadata,
    spec: { type: 'ExternalName', externalName: 'db.example.com.' },
  },
  'Service of addresses': {
    apiVersion: 'v1',
    kind: 'Service',
    metadata,
    spec: { clusterIP: '10.96.0.20', clusterIPs: ['10.96.0.20'], ports: [{ port: 80 }] },
  },
  Ingress: {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata,
    spec: {
      ingressClassName: 'alb',
      defaultBackend: { service: { name: 'web', port: { number: 80 } } },
      tls: [{ hosts: ['web.example.com', '*.example.com'], secretName: 'web-tls' }],
      rules: [
        {
          host: '*.example.com',
          http: {
            paths: [
              {
                path: '/',
                pathType: 'Prefix',
                backend: { service: { name: 'web', port: { name: 'http' } } },
              },
              {
                path: '/static',
                pathType: 'ImplementationSpecific',
                backend: { resource: { apiGroup: 'example.com', kind: 'Bucket', name: 'static' } },
              },
            ],
          },
        },
      ],
    },
  },
  IngressClass: {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'IngressClass',
    metadata: { name: 'alb' },
    spec: {
      controller: 'example.com/alb',
      parameters: {
        apiGroup: 'example.com',
        kind: 'Parameters',
        name: 'alb',
        scope: 'Namespace',
        namespace: 'shop',
      },
    },
  },
  NetworkPolicy: {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata,
    spec: {
      podSelector: { matchLabels: labels },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        {
          ports: [{ port: 8000, endPort: 9000, protocol: 'TCP' }, { port: 'http' }],
          from: [
            { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } },
            { podSelector: { matchLabels: labels }, namespaceSelector: {} },
          ],
        },
      ],
      egress: [{ to: [{ ipBlock: { cidr: 'fd00::/8' } }], ports: [{ protocol: 'UDP', port: 53 }] }],
    },
  },
} satisfies Record<string, JsonObject>
