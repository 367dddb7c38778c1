import { defineApp } from '@skyctl/model'

export default defineApp({
  kind: 'Deployment',
  description: 'Sends order confirmations',
  team: 'fulfilment',
  source: {
    repository: 'https://github.com/GoogleCloudPlatform/microservices-demo.git',
    path: 'src/emailservice',
  },
  image: {
    repository: 'us-central1-docker.pkg.dev/google-samples/microservices-demo/emailservice',
    tag: 'v0.10.5',
  },
  ports: {
    grpc: { port: 8080, servicePort: 5000, appProtocol: 'grpc', openTo: ['payments'] },
  },
  env: {
    PORT: '8080',
    DISABLE_PROFILER: '1',
  },
  probes: {
    readiness: { check: { grpc: { port: 'grpc' } }, periodSeconds: 5 },
    liveness: { check: { grpc: { port: 'grpc' } }, periodSeconds: 5 },
  },
  resources: {
    cpu: { request: '100m', limit: '200m' },
    memory: { request: '64Mi', limit: '128Mi' },
  },
  scaling: { min: 2, max: 4, cpuPercent: 70 },
  // The demo image writes its mails to the log. A mailer that sends needs this, from one address only.
  iam: [
    {
      actions: ['ses:SendEmail', 'ses:SendRawEmail'],
      resources: ['arn:{partition}:ses:{region}:{account}:identity/shop.example.com'],
      conditions: { StringEquals: { 'ses:FromAddress': 'orders@shop.example.com' } },
    },
  ],
  volumes: {
    tmp: { kind: 'scratch', mountPath: '/tmp', sizeLimit: '64Mi' },
  },
  dependsOn: ['metrics-server'],
})
