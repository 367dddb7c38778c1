import { expect, it } from 'vitest'
import {
  sampleApplication,
  sampleCluster,
  sampleServiceAccount,
} from '../../testing/sample-roles.ts'
import { sampleWorld } from '../../testing/sample-world.ts'
import { requireKnownRole } from './require-known-role.ts'

const cluster = sampleCluster({ 'acme-live-web': 'ns/web', 'acme-live-net': 'net/net' })

const findings = (manifests: Parameters<typeof sampleWorld>[0], options = { cluster }) =>
  requireKnownRole
    .check(sampleWorld(manifests, options))
    .map(({ object, pointer, message, hint }) => `${object.key} ${pointer}: ${message} | ${hint}`)

const values = (role: string, account = '111122223333') =>
  sampleApplication({
    serviceAccount: {
      annotations: { 'eks.amazonaws.com/role-arn': `arn:aws:iam::${account}:role/${role}` },
    },
  })

it('accepts a ServiceAccount with the role that trusts it', () => {
  expect(findings([sampleServiceAccount('web', 'acme-live-web')])).toEqual([])
})

it('accepts a role that cluster.yaml creates in the values of a chart', () => {
  expect(findings([values('acme-live-net')])).toEqual([])
})

it('refuses a role that cluster.yaml does not create', () => {
  expect(findings([sampleServiceAccount('web', 'acme-live-wbe')])).toMatchInlineSnapshot(`
    [
      "ServiceAccount ns/web /metadata/annotations/eks.amazonaws.com~1role-arn: it assumes IAM role acme-live-wbe, which cluster.yaml does not create: its pods would get no credentials | ask for the permissions with 'iam', which creates the role and names it (did you mean 'acme-live-web'?)",
    ]
  `)
})

it('refuses it in the values of a chart', () => {
  expect(findings([values('acme-live-ent')])).toMatchInlineSnapshot(`
    [
      "argoproj.io/Application argocd/chart /spec/sources/0/helm/valuesObject/serviceAccount/annotations/eks.amazonaws.com~1role-arn: it assumes IAM role acme-live-ent, which cluster.yaml does not create: its pods would get no credentials | ask for the permissions with 'iam', which creates the role and names it (did you mean 'acme-live-net'?)",
    ]
  `)
})

it('refuses a role that trusts another ServiceAccount', () => {
  expect(findings([sampleServiceAccount('cart', 'acme-live-web')])).toMatchInlineSnapshot(`
    [
      "ServiceAccount ns/cart /metadata/annotations/eks.amazonaws.com~1role-arn: it assumes IAM role acme-live-web, which trusts ServiceAccount ns/web alone: AWS would refuse it | give it a role of its own",
    ]
  `)
})

it('refuses a role that trusts the same name in another namespace', () => {
  expect(
    findings([sampleServiceAccount('web', 'r')], { cluster: sampleCluster({ r: 'other/web' }) }),
  ).toEqual([expect.stringContaining('which trusts ServiceAccount other/web alone')])
})

it('leaves a role of another account alone', () => {
  expect(
    findings([
      sampleServiceAccount('web', 'backup', '999999999999'),
      values('backup', '999999999999'),
    ]),
  ).toEqual([])
})

it('leaves alone what no chart or pod reads: other texts, and ServiceAccounts of charts', () => {
  const world = sampleWorld([sampleApplication({ note: 'role/acme-live-x', other: [null, 1] })], {
    cluster,
    charts: [sampleServiceAccount('web', 'acme-live-x')],
  })
  expect(requireKnownRole.check(world)).toEqual([])
})

it('has nothing to say without cluster.yaml', () => {
  const world = sampleWorld([sampleServiceAccount('web', 'acme-live-x')])
  expect(requireKnownRole.check(world)).toEqual([])
})

it('has nothing to say of an empty world', () => {
  expect(findings([])).toEqual([])
})
