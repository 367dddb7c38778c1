import { defineApp, podField, secretValue } from '@skyctl/model'

export default defineApp({
  kind: 'Deployment',
  description: 'Order history: a REST interface to its PostgreSQL database on RDS',
  team: 'orders',
  image: { repository: 'docker.io/postgrest/postgrest', tag: 'v14.12' },
  ports: {
    http: { port: 3000, servicePort: 80, appProtocol: 'http', openTo: ['storefront', 'payments'] },
    admin: { port: 3001, appProtocol: 'http', openTo: ['platform'] },
  },
  env: {
    // An empty URI: libpq takes the parts from its own variables.
    PGRST_DB_URI: 'postgresql://',
    PGRST_DB_SCHEMAS: 'api',
    PGRST_DB_ANON_ROLE: 'orders_reader',
    PGRST_SERVER_PORT: '3000',
    PGRST_ADMIN_SERVER_PORT: '3001',
    PGRST_JWT_SECRET: '@/run/secrets/jwt/key',
    PGHOST: secretValue('database', 'host'),
    PGPORT: secretValue('database', 'port'),
    PGDATABASE: secretValue('database', 'dbname'),
    PGUSER: secretValue('database', 'username'),
    PGPASSWORD: secretValue('database', 'password'),
    PGSSLMODE: 'require',
    // So that the database's list of connections names the pod that holds one.
    PGAPPNAME: podField('metadata.name'),
  },
  secrets: {
    // The secret that RDS fills and rotates; its host is the endpoint, which AWS chooses.
    database: {
      from: 'orders/database',
      keys: {
        host: 'host',
        port: 'port',
        dbname: 'dbname',
        username: 'username',
        password: 'password',
      },
      refreshInterval: '15m',
    },
    jwt: { from: 'orders/jwt', keys: { key: '' }, mountPath: '/run/secrets/jwt' },
  },
  talksTo: { databases: { orders: { engine: 'postgres' } } },
  probes: {
    readiness: { check: { http: { path: '/ready', port: 'admin' } } },
    liveness: { check: { http: { path: '/live', port: 'admin' } } },
  },
  resources: {
    cpu: { request: '100m', limit: '500m' },
    memory: { request: '64Mi', limit: '256Mi' },
  },
  scaling: { min: 2, max: 4, cpuPercent: 70 },
  spread: { zones: 'required' },
  dependsOn: ['external-secrets', 'metrics-server'],
  tags: { 'data-classification': 'confidential' },
})
