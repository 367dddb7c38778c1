import { expect, it } from 'vitest'
import { awsEndpoints } from './aws-endpoints.ts'

const asks = (...actions: string[]) => [{ actions, resources: ['*'] }]
const ireland = { region: 'eu-west-1' }

it.each([
  ['a queue', asks('sqs:SendMessage', 'sqs:GetQueueUrl'), ['sqs.eu-west-1', 'sts.eu-west-1']],
  ['mail', asks('ses:SendEmail'), ['email.eu-west-1', 'sts.eu-west-1']],
  ['a bucket', asks('s3:GetObject'), ['*.s3.eu-west-1', 's3.eu-west-1', 'sts.eu-west-1']],
  ['a service of the whole world', asks('route53:ListHostedZones'), ['route53', 'sts.eu-west-1']],
])('of %s, and STS', (_, statements, hosts) => {
  expect(awsEndpoints(statements, ireland)).toEqual(hosts.map((host) => `${host}.amazonaws.com`))
})

it('in China end as all hosts there', () => {
  expect(awsEndpoints(asks('sqs:SendMessage'), { region: 'cn-north-1' })).toEqual([
    'sqs.cn-north-1.amazonaws.com.cn',
    'sts.cn-north-1.amazonaws.com.cn',
  ])
})

it('are none where nothing is permitted', () => {
  expect(awsEndpoints([], ireland)).toEqual([])
})
