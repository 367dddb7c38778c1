import { defineApp } from '@skyctl/model'

export default defineApp({
  kind: 'Deployment',
  description: 'Converts amounts between currencies: the busiest service of the shop',
  team: 'catalog',
  source: {
    repository: 'https://github.com/GoogleCloudPlatform/microservices-demo.git',
    path: 'src/currencyservice',
  },
  image: {
    repository: 'us-central1-docker.pkg.dev/google-samples/microservices-demo/currencyservice',
    tag: 'v0.10.5',
  },
  ports: {
    grpc: { port: 7000, appProtocol: 'grpc' },
  },
  env: {
    PORT: '7000',
    DISABLE_PROFILER: '1',
  },
  probes: {
    readiness: { check: { grpc: { port: 'grpc' } } },
    liveness: { check: { grpc: { port: 'grpc' } } },
  },
  resources: {
    cpu: { request: '100m', limit: '200m' },
    memory: { request: '64Mi', limit: '128Mi' },
  },
  scaling: { min: 2, max: 8, cpuPercent: 60 },
  dependsOn: ['metrics-server'],
})
