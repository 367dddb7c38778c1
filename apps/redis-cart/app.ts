import { defineApp } from '@skyctl/model'
import { ApiObject } from 'cdk8s'

export default defineApp({
  kind: 'Deployment',
  description: 'Redis behind the cart service; carts may be lost with it',
  team: 'cart',
  image: { repository: 'docker.io/library/redis', tag: '8.2-alpine' },
  ports: {
    redis: { port: 6379, openTo: ['cart'] },
  },
  // Started directly: the image's entry point would load modules that carts have no use for, and their memory with them.
  command: ['redis-server'],
  // Half of the memory limit: a snapshot forks, and copies each page that is written meanwhile.
  args: ['--save', '60', '1', '--maxmemory', '128mb', '--maxmemory-policy', 'allkeys-lru'],
  probes: {
    readiness: { check: { command: ['redis-cli', '-e', 'ping'] }, periodSeconds: 5 },
    liveness: { check: { tcp: { port: 'redis' } }, periodSeconds: 5 },
  },
  resources: {
    cpu: { request: '70m', limit: '125m' },
    memory: { request: '200Mi', limit: '256Mi' },
  },
  volumes: {
    data: { kind: 'scratch', mountPath: '/data', sizeLimit: '1Gi' },
  },
  // One primary: two would each hold half of the carts.
  replicas: 1,
  security: { user: 999, group: 1000, fsGroup: 1000 },
  dependsOn: ['cilium'],
  // Carts are personal data: nobody but their own service and its clean-up, whatever else is open in the namespace.
  // A denial, since an allowing policy would only add to the others.
  constructs: (chart, { app, namespace, labels, selector }) => {
    new ApiObject(chart, 'only-carts', {
      apiVersion: 'cilium.io/v2',
      kind: 'CiliumNetworkPolicy',
      metadata: { name: `${app}-only-carts`, namespace, labels: { ...labels } },
      spec: {
        endpointSelector: { matchLabels: { ...selector } },
        ingressDeny: [
          {
            fromEndpoints: [
              {
                matchExpressions: [
                  {
                    key: 'app.kubernetes.io/name',
                    operator: 'NotIn',
                    values: ['cart', 'cart-cleanup'],
                  },
                ],
              },
            ],
          },
        ],
      },
    })
  },
})
