import { defineApp } from '@skyctl/model'

export default defineApp({
  kind: 'Deployment',
  description: 'Quotes shipping costs and ships',
  team: 'fulfilment',
  source: {
    repository: 'https://github.com/GoogleCloudPlatform/microservices-demo.git',
    path: 'src/shippingservice',
  },
  image: {
    repository: 'us-central1-docker.pkg.dev/google-samples/microservices-demo/shippingservice',
    tag: 'v0.10.5',
  },
  ports: {
    grpc: { port: 50051, appProtocol: 'grpc', openTo: ['storefront', 'payments'] },
  },
  env: {
    PORT: '50051',
    DISABLE_PROFILER: '1',
  },
  probes: {
    readiness: { check: { grpc: { port: 'grpc' } }, periodSeconds: 5 },
    liveness: { check: { grpc: { port: 'grpc' } } },
  },
  resources: {
    cpu: { request: '100m', limit: '200m' },
    memory: { request: '64Mi', limit: '128Mi' },
  },
  scaling: { min: 2, max: 4, cpuPercent: 70 },
  dependsOn: ['metrics-server'],
})
