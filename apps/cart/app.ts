import { addressOf, defineApp } from '@skyctl/model'

export default defineApp({
  kind: 'Deployment',
  description: 'Keeps what customers put into their carts',
  team: 'cart',
  source: {
    repository: 'https://github.com/GoogleCloudPlatform/microservices-demo.git',
    path: 'src/cartservice/src',
  },
  image: {
    repository: 'us-central1-docker.pkg.dev/google-samples/microservices-demo/cartservice',
    tag: 'v0.10.5',
  },
  ports: {
    grpc: { port: 7070, appProtocol: 'grpc', openTo: ['storefront', 'payments'] },
  },
  env: {
    REDIS_ADDR: addressOf('redis-cart', 'redis'),
  },
  talksTo: { apps: { 'redis-cart': 'redis' } },
  probes: {
    readiness: { check: { grpc: { port: 'grpc' } }, initialDelaySeconds: 15 },
    liveness: { check: { grpc: { port: 'grpc' } }, initialDelaySeconds: 15 },
  },
  resources: {
    cpu: { request: '200m', limit: '300m' },
    memory: { request: '64Mi', limit: '128Mi' },
  },
  scaling: { min: 2, max: 6, cpuPercent: 70 },
  dependsOn: ['metrics-server'],
})
