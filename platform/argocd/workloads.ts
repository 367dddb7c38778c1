import type { ChartWorkload } from '@skyctl/model'
import type { ArgocdOptions } from './component.ts'

type Ports = NonNullable<ChartWorkload['ports']>

/** What the chart runs, named after its release `argocd`. */
export function argocdWorkloads({ highAvailability, dex }: ArgocdOptions): ChartWorkload[] {
  const replicas = highAvailability ? 2 : 1
  return [
    {
      ...workload('application-controller', [{ name: 'metrics', port: 8082, protocol: 'TCP' }]),
      kind: 'StatefulSet',
      replicas: 1,
    },
    {
      ...workload('server', [
        { name: 'server', port: 8080, protocol: 'TCP' },
        { name: 'metrics', port: 8083, protocol: 'TCP' },
      ]),
      replicas,
    },
    {
      ...workload('repo-server', [
        { name: 'repo-server', port: 8081, protocol: 'TCP' },
        { name: 'metrics', port: 8084, protocol: 'TCP' },
      ]),
      replicas,
    },
    {
      ...workload('applicationset-controller', [
        { name: 'metrics', port: 8080, protocol: 'TCP' },
        { name: 'probe', port: 8081, protocol: 'TCP' },
        { name: 'webhook', port: 7000, protocol: 'TCP' },
      ]),
      replicas: 0,
    },
    ...(highAvailability ? replicatedRedis : [singleRedis]),
    // A hook before each sync: it makes the password of Redis, if there is none, and without it no sync starts.
    { ...workload('redis-secret-init', []), kind: 'Job' },
    ...(dex
      ? [
          workload('dex-server', [
            { name: 'http', port: 5556, protocol: 'TCP' },
            { name: 'grpc', port: 5557, protocol: 'TCP' },
          ]),
        ]
      : []),
  ]
}

function workload(component: string, ports: Ports): ChartWorkload {
  const name = `argocd-${component}`
  const selector = { 'app.kubernetes.io/name': name, 'app.kubernetes.io/instance': 'argocd' }
  return {
    kind: 'Deployment',
    name,
    labels: {
      ...selector,
      'app.kubernetes.io/component': component,
      'app.kubernetes.io/part-of': 'argocd',
    },
    selector,
    serviceAccount: name,
    replicas: 1,
    ports,
  }
}

const singleRedis: ChartWorkload = {
  ...workload('redis', [{ name: 'redis', port: 6379, protocol: 'TCP' }]),
  serviceAccount: 'default',
}

/** The subchart redis-ha labels its pods in its own way. Clients connect to the proxy, so it comes first. */
const replicatedRedis: readonly ChartWorkload[] = [
  {
    kind: 'Deployment',
    name: 'argocd-redis-ha-haproxy',
    labels: {
      app: 'redis-ha-haproxy',
      release: 'argocd',
      'app.kubernetes.io/name': 'argocd-redis-ha-haproxy',
    },
    selector: { app: 'redis-ha-haproxy', release: 'argocd' },
    serviceAccount: 'argocd-redis-ha-haproxy',
    replicas: 3,
    ports: [
      { name: 'redis', port: 6379, protocol: 'TCP' },
      { name: 'metrics-port', port: 9101, protocol: 'TCP' },
    ],
  },
  {
    kind: 'StatefulSet',
    name: 'argocd-redis-ha-server',
    labels: { app: 'redis-ha', release: 'argocd', 'argocd-redis-ha': 'replica' },
    selector: { app: 'redis-ha', release: 'argocd' },
    serviceAccount: 'argocd-redis-ha',
    replicas: 3,
    ports: [
      { name: 'redis', port: 6379, protocol: 'TCP' },
      { name: 'sentinel', port: 26379, protocol: 'TCP' },
    ],
  },
]
