import { addressOf, defineApp } from '@skyctl/model'

export default defineApp({
  kind: 'Deployment',
  description: 'Plays customers: Locust against the shop, where no real customer is',
  team: 'storefront',
  // Apart from the shop, so that a quota of its own can stop it.
  namespace: 'load-test',
  environments: ['development', 'staging'],
  source: {
    repository: 'https://github.com/GoogleCloudPlatform/microservices-demo.git',
    path: 'src/loadgenerator',
  },
  image: {
    repository: 'us-central1-docker.pkg.dev/google-samples/microservices-demo/loadgenerator',
    tag: 'v0.10.5',
  },
  env: {
    FRONTEND_ADDR: addressOf('frontend', 'http'),
    USERS: '10',
    RATE: '1',
  },
  talksTo: { apps: { frontend: 'http' } },
  resources: {
    cpu: { request: '300m', limit: '500m' },
    memory: { request: '256Mi', limit: '512Mi' },
  },
  volumes: {
    tmp: { kind: 'scratch', mountPath: '/tmp', sizeLimit: '64Mi' },
  },
  replicas: 1,
  shutdownSeconds: 5,
  // It may be interrupted at any time: the cheapest nodes will do.
  nodeSelector: { workload: 'interruptible' },
  tolerations: [{ key: 'workload', value: 'interruptible', effect: 'NoSchedule' }],
})
