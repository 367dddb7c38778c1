import { addressOf, defineApp } from '@skyctl/model'

export default defineApp({
  kind: 'Deployment',
  description: 'Recommends products that go with those in the cart',
  team: 'storefront',
  source: {
    repository: 'https://github.com/GoogleCloudPlatform/microservices-demo.git',
    path: 'src/recommendationservice',
  },
  image: {
    repository:
      'us-central1-docker.pkg.dev/google-samples/microservices-demo/recommendationservice',
    tag: 'v0.10.5',
  },
  ports: {
    grpc: { port: 8080, appProtocol: 'grpc' },
  },
  env: {
    PORT: '8080',
    PRODUCT_CATALOG_SERVICE_ADDR: addressOf('product-catalog', 'grpc'),
    DISABLE_PROFILER: '1',
  },
  talksTo: { apps: { 'product-catalog': 'grpc' } },
  probes: {
    readiness: { check: { grpc: { port: 'grpc' } }, periodSeconds: 5 },
    liveness: { check: { grpc: { port: 'grpc' } }, periodSeconds: 5 },
  },
  resources: {
    cpu: { request: '100m', limit: '200m' },
    memory: { request: '220Mi', limit: '450Mi' },
  },
  // It caches the catalogue: memory grows before CPU does.
  scaling: { min: 2, max: 4, cpuPercent: 70, memoryPercent: 80 },
  dependsOn: ['metrics-server'],
})
