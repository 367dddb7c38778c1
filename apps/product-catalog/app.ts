import { defineApp } from '@skyctl/model'

export default defineApp({
  kind: 'Deployment',
  description: 'Lists and searches the products',
  team: 'catalog',
  source: {
    repository: 'https://github.com/GoogleCloudPlatform/microservices-demo.git',
    path: 'src/productcatalogservice',
  },
  image: {
    repository:
      'us-central1-docker.pkg.dev/google-samples/microservices-demo/productcatalogservice',
    tag: 'v0.10.5',
  },
  ports: {
    grpc: { port: 3550, appProtocol: 'grpc' },
  },
  env: {
    PORT: '3550',
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
  scaling: { min: 2, max: 6, cpuPercent: 70 },
  dependsOn: ['metrics-server'],
})
