import type { Manifest, PlannedFile } from '@skyctl/core'
import { defineComponent, fact, factMarker } from '@skyctl/model'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { planWorkspace } from './testing/plan-workspace.ts'
import { sampleDefaultDeny } from './testing/sample-default-deny.ts'
import { sampleApp, sampleEnvironment, sampleWorkspace } from './testing/sample-workspace.ts'

const replica = fact({
  name: 'replica',
  description: 'Host of the replica',
  command: 'aws rds describe-db-instances --region {region} --db-instance-identifier {cluster}-r',
})
const report = sampleApp('report', {
  kind: 'CronJob',
  schedule: '@daily',
  env: { HOST: replica },
  files: { '/etc/report.yaml': 'a: 1\n' },
})

const components = {
  policies: defineComponent({
    description: 'Policies',
    team: 'platform',
    namespace: 'kube-system',
    namespaceExists: true,
    options: z.strictObject({}),
    build: () => ({ objects: [sampleDefaultDeny(['shop'])] }),
  }),
}

const plan = (facts: Record<string, string> = {}, names: readonly string[] = ['live']) => {
  const environments = names.map((name) => sampleEnvironment(name, { facts }))
  return planWorkspace(sampleWorkspace([report], { environments, components }), environments)
}
const paths = (files: readonly PlannedFile[]) =>
  files.filter(({ owner }) => owner === 'report').map(({ path }) => path)

it('holds back only the object that needs a fact which nobody knows', () => {
  const { files, pending, problems } = plan()
  expect(paths(files)).toEqual([
    'live/apps/report/shop/configmap.core.report-config.yaml',
    'live/apps/report/shop/serviceaccount.core.report.yaml',
    'live/apps/report/shop/ciliumnetworkpolicy.cilium.io.report.yaml',
    'live/argocd/application.argoproj.io.report.yaml',
  ])
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(pending).toEqual([
    {
      environment: 'live',
      origin: 'apps/report/app.ts',
      object: 'batch/CronJob shop/report',
      fact: 'replica',
      description: 'Host of the replica',
      command:
        'aws rds describe-db-instances --region eu-west-1 --db-instance-identifier acme-live-r',
    },
  ])
})

it('holds back nothing once the environment names the fact', () => {
  const { files, pending } = plan({ replica: 'db.internal' })
  expect(pending).toEqual([])
  expect(paths(files)).toContain('live/apps/report/shop/cronjob.batch.report.yaml')
})

it('waits in each environment by itself', () => {
  expect(plan({}, ['live', 'test']).pending.map(({ environment }) => environment)).toEqual([
    'live',
    'test',
  ])
})

it('never lets a marker into the tree, whatever object it ended up in', () => {
  const definition = { name: 'key', description: 'd', command: 'c' }
  const object = (name: string, more: object): Manifest => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: 'net' },
    ...more,
  })
  const net = defineComponent({
    description: 'A sample',
    team: 'platform',
    namespace: 'net',
    options: z.strictObject({}),
    build: (context) => {
      const key = context.fact(definition)
      return {
        objects: [
          object('plain', { data: { a: 'b' } }),
          object('inside-text', { data: { a: `arn:aws:kms:${key}/x` } }),
          object('in-a-list', { data: { a: [{ b: key }] } }),
          object('as-a-key', { data: { [key]: 'a' } }),
        ],
      }
    },
  })
  const environment = sampleEnvironment('live', { components: { net: {} } })
  const { files } = planWorkspace(
    sampleWorkspace([], { environments: [environment], components: { net } }),
    [environment],
  )
  const marked = files.filter(({ body }) => JSON.stringify(body).includes(factMarker('key')))
  expect(marked.map(({ path }) => path)).toEqual([])
})

it('holds back a chart whose values need a fact, and says so', () => {
  const net = defineComponent({
    description: 'A sample',
    team: 'platform',
    namespace: 'net',
    options: z.strictObject({}),
    build: (context) => ({
      chart: {
        repository: 'https://charts.example.com',
        chart: 'net',
        version: '1.0.0',
        release: 'net',
        values: { vpc: context.fact({ name: 'vpc-id', description: 'd', command: 'c' }) },
      },
    }),
  })
  const environment = sampleEnvironment('live', { components: { net: {} } })
  const { files, pending } = planWorkspace(
    sampleWorkspace([], { environments: [environment], components: { net } }),
    [environment],
  )
  expect(files.map(({ path }) => path)).not.toContain(
    'live/argocd/application.argoproj.io.net.yaml',
  )
  expect(pending.map(({ object, fact: name }) => [object, name])).toEqual([
    ['argoproj.io/Application argocd/net', 'vpc-id'],
  ])
})
