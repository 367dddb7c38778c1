import { expect, test } from 'vitest'
import { accessPolicyArn, keyAliasArn, managedPolicyArn, partitionOf, roleArn } from './arn.ts'

test.each([
  ['eu-west-1', 'aws'],
  ['us-east-1', 'aws'],
  ['cn-north-1', 'aws-cn'],
  ['cn-northwest-1', 'aws-cn'],
  ['us-gov-west-1', 'aws-us-gov'],
])('%s is in partition %s', (region, partition) => {
  expect(partitionOf(region)).toBe(partition)
})

test('an ARN names region and account only where its service has them', () => {
  const place = { region: 'cn-north-1', account: '111122223333' }
  expect([
    roleArn(place, 'web'),
    keyAliasArn(place, 'alias/web'),
    managedPolicyArn(place, 'AmazonEKSWorkerNodePolicy'),
    accessPolicyArn(place, 'AmazonEKSViewPolicy'),
  ]).toMatchInlineSnapshot(`
    [
      "arn:aws-cn:iam::111122223333:role/web",
      "arn:aws-cn:kms:cn-north-1:111122223333:alias/web",
      "arn:aws-cn:iam::aws:policy/AmazonEKSWorkerNodePolicy",
      "arn:aws-cn:eks::aws:cluster-access-policy/AmazonEKSViewPolicy",
    ]
  `)
})
