import { describe, expect, it } from 'vitest'
import { sampleResourceInputs } from '../../../testing/sample-resources.ts'
import { sampleApp, sampleEnvironment } from '../../../testing/sample-workspace.ts'
import { roleTargets } from './role-targets.ts'

const asks = (name: string, ...resources: string[]) =>
  sampleApp(name, { kind: 'Deployment', iam: [{ actions: ['s3:GetObject'], resources }] })
const targets = (...resources: string[]) =>
  roleTargets(sampleResourceInputs(resources.length === 0 ? [] : [asks('web', ...resources)]))
const queue = 'arn:aws:sqs:eu-west-1:111122223333:orders'

it('a mail identity is made by SES, and checked for its verification', () => {
  expect(targets('arn:aws:ses:{region}:{account}:identity/example.com')).toMatchInlineSnapshot(`
    [
      {
        "check": {
          "expect": "True",
          "run": "aws sesv2 get-email-identity --region eu-west-1 --email-identity example.com --query VerifiedForSendingStatus --output text",
        },
        "create": [
          "aws sesv2 create-email-identity --region eu-west-1 --email-identity example.com --query DkimAttributes.Tokens --tags Key=owner,Value=base",
        ],
        "id": "ses identity/example.com",
        "kind": "Mail identity",
        "name": "example.com",
        "text": "The sender of mail. Put the three DKIM records that the command prints into the zone, and ask AWS to lift the sandbox of a new account.",
        "usedBy": [
          "web",
        ],
        "when": "account",
      },
    ]
  `)
})

it('a queue is made by SQS', () => {
  expect(targets(queue)).toMatchInlineSnapshot(`
    [
      {
        "check": {
          "expect": {
            "something": "the URL of the queue",
          },
          "run": "aws sqs get-queue-url --region eu-west-1 --queue-name orders --query QueueUrl --output text",
        },
        "create": [
          "aws sqs create-queue --region eu-west-1 --queue-name orders --attributes SqsManagedSseEnabled=true --tags '{"owner":"base"}'",
        ],
        "id": "sqs orders",
        "kind": "Queue",
        "name": "orders",
        "text": "A role names it.",
        "usedBy": [
          "web",
        ],
        "when": "account",
      },
    ]
  `)
})

it('a topic is made by SNS, and found by its name', () => {
  expect(targets('arn:aws:sns:eu-west-1:111122223333:events')).toMatchInlineSnapshot(`
    [
      {
        "check": {
          "expect": {
            "something": "the ARN of the topic",
          },
          "run": "aws sns list-topics --region eu-west-1 --query "Topics[?ends_with(TopicArn, ':events')].TopicArn" --output text",
        },
        "create": [
          "aws sns create-topic --region eu-west-1 --name events --tags Key=owner,Value=base",
        ],
        "id": "sns events",
        "kind": "Topic",
        "name": "events",
        "text": "A role names it.",
        "usedBy": [
          "web",
        ],
        "when": "account",
      },
    ]
  `)
})

it('objects of a bucket stand for the bucket', () => {
  expect(targets('arn:aws:s3:::acme-images/public/*')).toMatchInlineSnapshot(`
    [
      {
        "check": {
          "expect": {
            "something": "its location",
          },
          "run": "aws s3api get-bucket-location --region eu-west-1 --bucket acme-images",
        },
        "create": [
          "aws s3api create-bucket --region eu-west-1 --bucket acme-images --create-bucket-configuration LocationConstraint=eu-west-1",
          "aws s3api put-public-access-block --region eu-west-1 --bucket acme-images --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true",
          "aws s3api put-bucket-tagging --region eu-west-1 --bucket acme-images --tagging '{"TagSet":[{"Key":"owner","Value":"base"}]}'",
        ],
        "id": "s3 acme-images",
        "kind": "Bucket",
        "name": "acme-images",
        "text": "Versioning, encryption with your key and replication are your decision; public access is shut.",
        "usedBy": [
          "web",
        ],
        "when": "account",
      },
    ]
  `)
})

it('a bucket and its objects are one bucket', () => {
  const all = targets('arn:aws:s3:::acme-images', 'arn:aws:s3:::acme-images/*')
  expect(all.map(({ id }) => id)).toEqual(['s3 acme-images'])
})

it('in us-east-1 a bucket has no location', () => {
  const environment = sampleEnvironment('live', { region: 'us-east-1' })
  const inputs = sampleResourceInputs([asks('web', 'arn:aws:s3:::acme-images')], { environment })
  expect(roleTargets(inputs)[0]?.create[0]).toBe(
    'aws s3api create-bucket --region us-east-1 --bucket acme-images',
  )
})

it.each([
  ['SES', 'arn:aws:ses:eu-west-1:111122223333:configuration-set/web'],
  ['an unknown service', 'arn:aws:dynamodb:eu-west-1:111122223333:table/carts'],
])('what %s makes and we do not know is listed without commands', (_, arn) => {
  const service = arn.split(':')[2]
  expect(targets(arn)).toEqual([
    {
      id: expect.stringMatching(`^${service} `),
      kind: `Other (${service})`,
      name: arn,
      text: 'A role names it.',
      usedBy: ['web'],
      when: 'account',
      create: [],
    },
  ])
})

describe('left out is', () => {
  it.each([
    ['everything', '*'],
    ['a name with a wildcard', 'arn:aws:sqs:eu-west-1:111122223333:orders-*'],
    ['a bucket with a wildcard', 'arn:aws:s3:::acme-*/images'],
    [
      'a secret, which has a list of its own',
      'arn:aws:secretsmanager:eu-west-1:111122223333:secret:a',
    ],
    ['a role', 'arn:aws:iam::111122223333:role/web'],
  ])('%s', (_, arn) => {
    expect(targets(arn)).toEqual([])
  })

  it('a bucket that a component declares, and its replica', () => {
    const component = {
      buckets: [
        {
          name: 'acme-backups',
          purpose: 'Backups',
          replica: { region: 'eu-central-1', name: 'acme-copies' },
        },
      ],
    }
    const app = asks('web', 'arn:aws:s3:::acme-backups/*', 'arn:aws:s3:::acme-copies')
    expect(roleTargets(sampleResourceInputs([app], { component }))).toEqual([])
  })
})

it('one that two apps name is listed once, with both', () => {
  const all = roleTargets(sampleResourceInputs([asks('b', queue), asks('a', queue, queue)]))
  expect(all.map(({ name, usedBy }) => [name, usedBy])).toEqual([['orders', ['a', 'b']]])
})

it('one name in two regions is two resources', () => {
  const all = targets(queue, queue.replace('eu-west-1', 'eu-central-1'))
  expect(all.map(({ id, name }) => [id, name])).toEqual([
    ['sqs eu-central-1 orders', 'arn:aws:sqs:eu-central-1:111122223333:orders'],
    ['sqs orders', 'orders'],
  ])
})

it('what another account owns is not made in this one', () => {
  const [one] = targets(queue.replace('111122223333', '999999999999'))
  expect(one).toMatchInlineSnapshot(`
    {
      "create": [],
      "id": "sqs 999999999999 orders",
      "kind": "Other (sqs)",
      "name": "arn:aws:sqs:eu-west-1:999999999999:orders",
      "text": "Belongs to account 999999999999: it must exist there, and let the role in.",
      "usedBy": [
        "web",
      ],
      "when": "account",
    }
  `)
})

it('units without roles need nothing', () => {
  expect(targets()).toEqual([])
})
