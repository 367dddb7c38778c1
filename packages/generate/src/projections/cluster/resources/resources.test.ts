import { expect, it } from 'vitest'
import { sampleResourceInputs } from '../../../testing/sample-resources.ts'
import { sampleApp, sampleEnvironment } from '../../../testing/sample-workspace.ts'
import { awsResources } from './resources.ts'

const environment = sampleEnvironment('live', { cluster: { access: { ops: { policy: 'admin' } } } })
const app = sampleApp('web', {
  kind: 'Deployment',
  image: { repository: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/web', tag: '1.0.0' },
  ports: { http: { port: 8080 } },
  ingress: { port: 'http', host: 'www', scheme: 'internet-facing', waf: 'public' },
  secrets: { db: { from: 'db', keys: { user: 'user' } } },
  iam: [{ actions: ['sqs:SendMessage'], resources: ['arn:aws:sqs:eu-west-1:111122223333:orders'] }],
  talksTo: { databases: { orders: { engine: 'postgres' } } },
})
const component = { buckets: [{ name: 'backups', purpose: 'Backups' }] }

it('everything that an environment names stands in an order in which it can be created', () => {
  const all = awsResources(sampleResourceInputs([app], { environment, component }))
  expect(all.map(({ id, when, usedBy }) => `${id} (${when}): ${usedBy}`)).toMatchInlineSnapshot(`
    [
      "secrets-key (account): the cluster",
      "volumes-key (account): the cluster",
      "role ops (account): the cluster",
      "hosted-zone live.example.com (account): web",
      "certificate www.live.example.com (account): web",
      "web-acl acme-live-public (account): web",
      "secret acme-live/db (account): web",
      "bucket backups (account): base",
      "repository 111122223333/eu-west-1/web (account): web",
      "sqs orders (account): web",
      "database acme-live-orders (network): web",
    ]
  `)
})

it('the cluster alone names its keys', () => {
  expect(awsResources(sampleResourceInputs([])).map(({ id }) => id)).toEqual([
    'secrets-key',
    'volumes-key',
  ])
})
