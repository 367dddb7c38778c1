import { defineApp, secretValue } from '@skyctl/model'

const schema = `create schema if not exists api;

create table api.orders (
  id          uuid primary key,
  customer    text not null,
  total_cents bigint not null check (total_cents >= 0),
  currency    char(3) not null,
  placed_at   timestamptz not null default now()
);

create index orders_placed_at on api.orders (placed_at);

create role orders_reader nologin;
-- PostgREST signs in as this user and may only switch to roles that it is a member of.
grant orders_reader to current_user;
grant usage on schema api to orders_reader;
grant select on api.orders to orders_reader;
`

export default defineApp({
  kind: 'Job',
  description: 'Brings the schema of the order database up to date at every sync',
  team: 'orders',
  image: { repository: 'docker.io/flyway/flyway', tag: '11.14.1-alpine' },
  args: ['migrate'],
  env: {
    DATABASE_HOST: secretValue('database', 'host'),
    DATABASE_PORT: secretValue('database', 'port'),
    DATABASE_NAME: secretValue('database', 'dbname'),
    FLYWAY_USER: secretValue('database', 'username'),
    FLYWAY_PASSWORD: secretValue('database', 'password'),
    FLYWAY_CONNECT_RETRIES: '10',
    // After those that it is made of: Kubernetes expands only what stands before.
    FLYWAY_URL:
      'jdbc:postgresql://$(DATABASE_HOST):$(DATABASE_PORT)/$(DATABASE_NAME)?sslmode=require',
  },
  files: { '/flyway/sql/V1__orders.sql': schema },
  secrets: {
    database: {
      from: 'orders/database',
      keys: {
        host: 'host',
        port: 'port',
        dbname: 'dbname',
        username: 'username',
        password: 'password',
      },
    },
  },
  talksTo: { databases: { orders: { engine: 'postgres' } } },
  resources: {
    cpu: { request: '100m', limit: '1' },
    memory: { request: '256Mi', limit: '512Mi' },
  },
  // The JVM unpacks native libraries here.
  volumes: {
    tmp: { kind: 'scratch', mountPath: '/tmp', sizeLimit: '64Mi', medium: 'memory' },
  },
  backoffLimit: 2,
  deadlineSeconds: 600,
  dependsOn: ['external-secrets'],
})
