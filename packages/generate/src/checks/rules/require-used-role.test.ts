import { expect, it } from 'vitest'
import {
  sampleApplication,
  sampleCluster,
  sampleServiceAccount,
} from '../../testing/sample-roles.ts'
import { sampleWorld } from '../../testing/sample-world.ts'
import { requireUsedRole } from './require-used-role.ts'

const cluster = sampleCluster({ 'acme-live-web': 'ns/web' })

const findings = (
  manifests: Parameters<typeof sampleWorld>[0],
  options: Parameters<typeof sampleWorld>[1] = {},
) =>
  requireUsedRole
    .check(sampleWorld(manifests, { cluster, ...options }))
    .map(({ object, pointer, message, hint }) => `${object.key} ${pointer}: ${message} | ${hint}`)

const values = sampleApplication({ roleArn: 'arn:aws:iam::111122223333:role/acme-live-web' })

it('accepts a role that its ServiceAccount names', () => {
  expect(findings([sampleServiceAccount('web', 'acme-live-web')])).toEqual([])
})

it('accepts a role that the values of a chart name, for a ServiceAccount that the chart makes', () => {
  expect(findings([values], { charts: [sampleServiceAccount('web')] })).toEqual([])
})

it('accepts a role whose ServiceAccount waits for a fact', () => {
  expect(findings([], { pending: ['ServiceAccount ns/web'] })).toEqual([])
})

it('refuses a role whose ServiceAccount is nowhere', () => {
  expect(findings([values, sampleServiceAccount('wbe')])).toMatchInlineSnapshot(`
    [
      "eksctl.io/ClusterConfig acme-live /iam/serviceAccounts/0: IAM role acme-live-web is for ServiceAccount ns/web, which neither the tree nor a chart creates: nobody could ever assume it | correct the name or namespace of the ServiceAccount, declare the workload of the chart that runs as it, or remove the role",
    ]
  `)
})

it('refuses a role that nothing names', () => {
  expect(findings([sampleServiceAccount('web')])).toMatchInlineSnapshot(`
    [
      "eksctl.io/ClusterConfig acme-live /iam/serviceAccounts/0: nothing tells ServiceAccount ns/web to assume IAM role acme-live-web: its pods would run without the permissions | annotate the ServiceAccount with eks.amazonaws.com/role-arn, in its manifest or by the values of its chart",
    ]
  `)
})

it('refuses a role whose namesake of another account is named', () => {
  expect(findings([sampleServiceAccount('web', 'acme-live-web', '999999999999')])).toEqual([
    expect.stringContaining('nothing tells ServiceAccount ns/web to assume IAM role acme-live-web'),
  ])
})

it('has nothing to say of a cluster without roles', () => {
  expect(findings([sampleServiceAccount('web')], { cluster: sampleCluster({}) })).toEqual([])
})

it('has nothing to say without cluster.yaml', () => {
  expect(requireUsedRole.check(sampleWorld([sampleServiceAccount('web')]))).toEqual([])
})
