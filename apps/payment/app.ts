import { defineApp } from '@skyctl/model'

export default defineApp({
  kind: 'Deployment',
  description: 'Charges credit cards',
  team: 'payments',
  source: {
    repository: 'https://github.com/GoogleCloudPlatform/microservices-demo.git',
    path: 'src/paymentservice',
  },
  image: {
    repository: 'us-central1-docker.pkg.dev/google-samples/microservices-demo/paymentservice',
    tag: 'v0.10.5',
  },
  ports: {
    // Card numbers pass here: its own team only.
    grpc: { port: 50051, appProtocol: 'grpc', openTo: ['payments'] },
  },
  env: {
    PORT: '50051',
    DISABLE_PROFILER: '1',
  },
  // The demo's gateway is a mock; a real one is called here and nowhere else in the shop.
  talksTo: { hosts: { 'api.stripe.com': [443] } },
  probes: {
    readiness: { check: { grpc: { port: 'grpc' } } },
    liveness: { check: { grpc: { port: 'grpc' } } },
  },
  resources: {
    cpu: { request: '100m', limit: '200m' },
    memory: { request: '64Mi', limit: '128Mi' },
  },
  // A fixed number: the gateway limits connections by account, and more pods would only share the same limit.
  replicas: 2,
  spread: { zones: 'required' },
})
