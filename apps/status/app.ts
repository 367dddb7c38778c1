import { defineApp, environmentValue } from '@skyctl/model'

export default defineApp({
  kind: 'Deployment',
  description: 'Status page of the shop',
  team: 'storefront',
  image: {
    repository: 'ghcr.io/stefanprodan/podinfo',
    tag: '6.9.1',
    digest: 'sha256:262578cde928d5c9eba3bce079976444f624c13ed0afb741d90d5423877496cb',
  },
  ports: {
    http: { port: 9898, servicePort: 80, appProtocol: 'http' },
    metrics: { port: 9797, appProtocol: 'http', openTo: ['platform'] },
    grpc: { port: 9999, appProtocol: 'grpc' },
  },
  command: ['./podinfo'],
  args: ['--port=9898', '--port-metrics=9797', '--grpc-port=9999', '--config-path=/etc/podinfo'],
  env: {
    PODINFO_UI_MESSAGE: environmentValue('name'),
  },
  files: {
    '/etc/podinfo/config.yaml': "ui-color: '#34577c'\nlevel: info\n",
  },
  probes: {
    readiness: { check: { http: { path: '/readyz', port: 'http' } } },
    liveness: { check: { http: { path: '/healthz', port: 'http' } } },
  },
  resources: {
    cpu: { request: '50m', limit: '500m' },
    memory: { request: '64Mi', limit: '128Mi' },
  },
  scaling: {
    min: 2,
    max: 4,
    cpuPercent: 80,
    // Served by no adapter yet; until one is there the autoscaler goes by CPU, and does not scale down.
    metrics: [
      { kind: 'pods', name: 'http_requests_per_second', average: '50' },
      {
        kind: 'external',
        name: 'alb_request_count_per_target',
        labels: { app: 'status' },
        average: '300',
      },
    ],
  },
  volumes: {
    data: { kind: 'scratch', mountPath: '/data', sizeLimit: '16Mi', medium: 'memory' },
  },
  ingress: {
    port: 'http',
    host: 'status',
    // For the staff: it also answers /env and /panic, which strangers must not reach.
    scheme: 'internal',
    group: 'internal-tools',
    order: 10,
    healthPath: '/readyz',
  },
  dependsOn: ['aws-load-balancer-controller', 'metrics-server'],
})
