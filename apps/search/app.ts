import { defineApp, secretValue } from '@skyctl/model'

export default defineApp({
  kind: 'StatefulSet',
  description: 'Product search that merchandisers tune and try out',
  team: 'catalog',
  image: { repository: 'docker.io/getmeili/meilisearch', tag: 'v1.15.2' },
  ports: {
    http: { port: 7700, appProtocol: 'http', openTo: ['catalog'] },
  },
  env: {
    MEILI_ENV: 'production',
    MEILI_NO_ANALYTICS: 'true',
    MEILI_DB_PATH: '/meili_data/data.ms',
    MEILI_DUMP_DIR: '/meili_data/dumps',
    MEILI_SNAPSHOT_DIR: '/meili_data/snapshots',
    MEILI_MASTER_KEY: secretValue('master-key', 'key'),
  },
  secrets: {
    'master-key': { from: 'search/master-key', keys: { key: '' } },
  },
  storage: {
    data: { mountPath: '/meili_data', size: '20Gi', storageClass: 'gp3-encrypted' },
  },
  // Indexing sorts in temporary files.
  volumes: {
    tmp: { kind: 'scratch', mountPath: '/tmp', sizeLimit: '2Gi' },
  },
  backup: { schedule: 'daily', retentionDays: 30 },
  probes: {
    startup: { check: { http: { path: '/health', port: 'http' } }, failureThreshold: 30 },
    readiness: { check: { http: { path: '/health', port: 'http' } } },
    liveness: { check: { http: { path: '/health', port: 'http' } }, failureThreshold: 6 },
  },
  resources: {
    cpu: { request: '250m', limit: '2' },
    memory: { request: '1Gi', limit: '2Gi' },
  },
  replicas: 1,
  security: { user: 1000, fsGroup: 1000 },
  // May, not must: development has no nodes of this kind.
  tolerations: [{ key: 'workload', value: 'data', effect: 'NoSchedule' }],
  // Reached from the company's network only.
  ingress: {
    port: 'http',
    host: 'search',
    scheme: 'internal',
    group: 'internal-tools',
    healthPath: '/health',
  },
  dependsOn: ['aws-load-balancer-controller', 'ebs-csi', 'external-secrets'],
})
