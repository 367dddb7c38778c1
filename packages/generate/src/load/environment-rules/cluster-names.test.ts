import { expect, test } from 'vitest'
import { clusterNameRule } from './cluster-names.ts'
import { sampleEnvironment } from './sample-environment.ts'

const check = (...args: Parameters<typeof clusterNameRule>) =>
  clusterNameRule(...args).map(({ id, message, hint }) => `${id}: ${message} | ${hint}`)

test('accepts the default name, and one name in two accounts', () => {
  const other = sampleEnvironment(
    { account: '444455556666', cluster: { name: 'acme-production' } },
    'b',
  )
  expect(check(sampleEnvironment(), [other])).toEqual([])
})

test('rejects a default name that is too long for Cilium or begins with a digit', () => {
  const long = sampleEnvironment({ company: '2fast' }, 'production-of-the-second-shop')
  expect(check(long, [])).toMatchInlineSnapshot(`
    [
      "valid-cluster-name: the cluster's name '2fast-production-of-the-second-shop' has 35 characters, and Cilium allows 32 | set a shorter cluster.name, or shorten the company or the file name that it is made of",
      "valid-cluster-name: the cluster's name '2fast-production-of-the-second-shop' does not begin with a letter, and eksctl refuses it | set a cluster.name that begins with a letter",
    ]
  `)
})

test('rejects one name twice in an account, in another region too', () => {
  const other = sampleEnvironment(
    { region: 'us-east-1', cluster: { name: 'acme-production' } },
    'america',
  )
  expect(check(sampleEnvironment(), [other])).toMatchInlineSnapshot(`
    [
      "unique-cluster-name: cluster 'acme-production' exists in environment 'america' of account 111122223333 as well: their IAM roles would have the same names | remove cluster.name, or choose one that no environment of the account has",
    ]
  `)
})
