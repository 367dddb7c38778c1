import { defineApp } from '@skyctl/model'

export default defineApp({
  kind: 'Deployment',
  description: 'Chooses advertisements by the words of the page',
  team: 'storefront',
  source: {
    repository: 'https://github.com/GoogleCloudPlatform/microservices-demo.git',
    path: 'src/adservice',
  },
  image: {
    repository: 'us-central1-docker.pkg.dev/google-samples/microservices-demo/adservice',
    tag: 'v0.10.5',
  },
  ports: {
    grpc: { port: 9555, appProtocol: 'grpc', openTo: ['storefront'] },
  },
  env: { PORT: '9555' },
  probes: {
    // A JVM that starts on a small CPU share takes its time; liveness waits until it has.
    startup: { check: { grpc: { port: 'grpc' } }, periodSeconds: 5, failureThreshold: 24 },
    readiness: { check: { grpc: { port: 'grpc' } }, periodSeconds: 15 },
    liveness: { check: { grpc: { port: 'grpc' } }, periodSeconds: 15 },
  },
  resources: {
    cpu: { request: '200m', limit: '300m' },
    memory: { request: '180Mi', limit: '300Mi' },
  },
  scaling: { min: 2, max: 4, cpuPercent: 70 },
  volumes: {
    tmp: { kind: 'scratch', mountPath: '/tmp', sizeLimit: '32Mi' },
  },
  dependsOn: ['metrics-server'],
})
