import type { Manifest } from '@skyctl/core'
import { describe, expect, it } from 'vitest'
import { sampleWorld } from '../testing/sample-world.ts'
import { indexPods, syncedPods } from './pods.ts'
import { createWorld } from './world.ts'

const template = {
  metadata: { labels: { app: 'a', tier: 'x' } },
  spec: { containers: [{ name: 'a', image: 'a:1' }] },
}
const workload = (apiVersion: string, kind: string, spec: object, namespace = 'ns'): Manifest => ({
  apiVersion,
  kind,
  metadata: { name: kind.toLowerCase(), namespace },
  spec,
})
const deployment = workload('apps/v1', 'Deployment', { template })

describe('pods', () => {
  it.each([
    [workload('apps/v1', 'Deployment', { template }), '/spec/template/spec'],
    [workload('apps/v1', 'StatefulSet', { template }), '/spec/template/spec'],
    [workload('apps/v1', 'DaemonSet', { template }), '/spec/template/spec'],
    [workload('batch/v1', 'Job', { template }), '/spec/template/spec'],
    [
      workload('batch/v1', 'CronJob', { jobTemplate: { spec: { template } } }),
      '/spec/jobTemplate/spec/template/spec',
    ],
    [workload('apps/v1', 'ReplicaSet', { template }), '/spec/template/spec'],
    [workload('argoproj.io/v1alpha1', 'Rollout', { template }), '/spec/template/spec'],
    [{ apiVersion: 'v1', kind: 'Pod', ...template } as unknown as Manifest, '/spec'],
  ])('are found in $kind', (manifest, pointer) => {
    expect(syncedPods(sampleWorld([manifest]))).toMatchObject([
      { pointer, labels: { app: 'a' }, containers: [{ pointer: `${pointer}/containers/0` }] },
    ])
  })

  it('have containers of three kinds', () => {
    const spec = {
      containers: [{ name: 'a' }],
      initContainers: [{ name: 'b' }, { name: 'c', restartPolicy: 'Always' }],
      ephemeralContainers: [{}],
    }
    const [pod] = syncedPods(
      sampleWorld([workload('apps/v1', 'Deployment', { template: { spec } })]),
    )
    expect(pod?.containers.map(({ list, name, stays }) => `${list} ${name} ${stays}`)).toEqual([
      'initContainers b false',
      'initContainers c true',
      'containers a true',
      'ephemeralContainers 0 false',
    ])
  })

  it('of a chart are not ours to judge', () => {
    const { profile } = sampleWorld([])
    const file = {
      path: 'live/world/net/ns/deployment.apps.a.yaml',
      owner: 'net',
      origin: 'platform/net/component.ts',
      body: { kind: 'manifest' as const, manifest: deployment },
    }
    expect(syncedPods(createWorld([file], profile))).toEqual([])
  })

  it('may lack everything', () => {
    expect(syncedPods(sampleWorld([workload('apps/v1', 'Deployment', {})]))).toMatchObject([
      { labels: {}, spec: {}, containers: [] },
    ])
  })
})

describe('an index', () => {
  const index = indexPods(
    syncedPods(sampleWorld([deployment, workload('apps/v1', 'DaemonSet', { template }, 'other')])),
  )
  const byService = (namespace: string, selector: unknown) =>
    index.bySelector(namespace, selector).map(({ object }) => object.id.kind)
  const byLabels = (namespace: string, selector: unknown) =>
    index.byLabelSelector(namespace, selector).map(({ object }) => object.id.kind)

  it('finds pods of its namespace that carry all labels', () => {
    expect(byService('ns', { app: 'a' })).toEqual(['Deployment'])
    expect(byService('ns', { app: 'a', tier: 'x' })).toEqual(['Deployment'])
    expect(byService('ns', { app: 'a', tier: 'y' })).toEqual([])
    expect(byService('nowhere', { app: 'a' })).toEqual([])
    expect(byLabels('ns', { matchLabels: { app: 'a' } })).toEqual(['Deployment'])
  })

  it("takes a Service's empty selector for none, and an empty label selector for all", () => {
    expect(byService('ns', {})).toEqual([])
    expect(byService('ns', undefined)).toEqual([])
    expect(byLabels('ns', {})).toEqual(['Deployment'])
    expect(byLabels('ns', undefined)).toEqual([])
  })

  it('reads expressions', () => {
    const select = (operator: string, values?: readonly string[]) =>
      byLabels('ns', { matchExpressions: [{ key: 'tier', operator, values }] })
    expect(select('In', ['x', 'y'])).toEqual(['Deployment'])
    expect(select('NotIn', ['x'])).toEqual([])
    expect(select('Exists')).toEqual(['Deployment'])
    expect(select('DoesNotExist')).toEqual([])
    expect(select('Like', ['x'])).toEqual([])
  })
})
