import type { Listener } from '@skyctl/model'
import type { ArgocdOptions } from './component.ts'

/** The Services of the chart: their ports often bear other names than those of the containers behind them. */
export function argocdServices({ highAvailability, dex }: ArgocdOptions): Listener[] {
  return [
    // Both lead to one port, which tells TLS from plain HTTP by itself.
    port('server', { name: 'https', targetPort: 'server', port: 8080, servicePort: 443 }),
    port('server', { name: 'http', targetPort: 'server', port: 8080, servicePort: 80 }),
    port('repo-server', { name: 'tcp-repo-server', targetPort: 'repo-server', port: 8081 }),
    port('applicationset-controller', { name: 'http-webhook', targetPort: 'webhook', port: 7000 }),
    ...(highAvailability ? replicatedRedis : [singleRedis]),
    ...(dex
      ? [
          port('dex-server', { name: 'http', targetPort: 'http', port: 5556 }),
          port('dex-server', { name: 'grpc', targetPort: 'grpc', port: 5557 }),
        ]
      : []),
  ]
}

/** The chart gives this port no name. */
const singleRedis = port('redis', { name: 'redis', targetPort: 'redis', port: 6379 })

/** Besides these, the subchart makes one Service a server, `argocd-redis-ha-announce-<n>`, for its own use. */
const replicatedRedis: readonly Listener[] = [
  port('redis-ha-haproxy', { name: 'tcp-haproxy', targetPort: 'redis', port: 6379 }),
  port('redis-ha-haproxy', { name: 'http-exporter-port', targetPort: 'metrics-port', port: 9101 }),
  {
    ...port('redis-ha', { name: 'tcp-server', targetPort: 'redis', port: 6379 }),
    workload: 'argocd-redis-ha-server',
  },
  {
    ...port('redis-ha', { name: 'tcp-sentinel', targetPort: 'sentinel', port: 26379 }),
    workload: 'argocd-redis-ha-server',
  },
]

/** One port of the Service `argocd-<part>`, whose workload has the same name. Most of them speak TLS: all are plain TCP here. */
function port(
  part: string,
  inputs: Required<Pick<Listener, 'name' | 'targetPort' | 'port'>> &
    Partial<Pick<Listener, 'servicePort'>>,
): Listener {
  return {
    servicePort: inputs.port,
    ...inputs,
    service: `argocd-${part}`,
    workload: `argocd-${part}`,
    protocol: 'TCP',
    appProtocol: 'tcp',
    openTo: ['platform'],
  }
}
