import { defineApp, fact, secretValue } from '@skyctl/model'

const query = `select date_trunc('day', placed_at) as day, currency, count(*), sum(total_cents) / 100.0 as total
from api.orders
where placed_at >= current_date - 7 and placed_at < current_date
group by 1, 2
order by 1, 2;
`

export default defineApp({
  kind: 'CronJob',
  description: 'Prints the sales of the last seven full days; the log pipeline carries them on',
  team: 'orders',
  schedule: '30 5 * * 1',
  timeZone: 'Europe/Dublin',
  image: { repository: 'docker.io/library/postgres', tag: '17-alpine' },
  command: ['psql', '--no-psqlrc', '--csv', '--set=ON_ERROR_STOP=1', '--file=/queries/sales.sql'],
  files: { '/queries/sales.sql': query },
  env: {
    // Reports read the replica, whose endpoint AWS chooses when it is created.
    PGHOST: fact({
      name: 'orders-replica-endpoint',
      description: 'endpoint of the read replica of the order database',
      command:
        "aws rds describe-db-instances --region {region} --db-instance-identifier {cluster}-orders-replica --query 'DBInstances[0].Endpoint.Address' --output text",
    }),
    PGPORT: secretValue('database', 'port'),
    PGDATABASE: secretValue('database', 'dbname'),
    PGUSER: secretValue('database', 'username'),
    PGPASSWORD: secretValue('database', 'password'),
    PGSSLMODE: 'require',
  },
  secrets: {
    database: {
      from: 'orders/database',
      keys: { port: 'port', dbname: 'dbname', username: 'username', password: 'password' },
    },
  },
  talksTo: { databases: { 'orders-replica': { engine: 'postgres', replicaOf: 'orders' } } },
  resources: {
    cpu: { request: '50m', limit: '200m' },
    memory: { request: '32Mi', limit: '128Mi' },
  },
  concurrency: 'Replace',
  security: { user: 70 },
  dependsOn: ['external-secrets'],
})
