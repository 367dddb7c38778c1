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
  ])('are found in $kind', (manifest, pointer) => {
    expect(syncedPods(sampleWorld([manifest]))).toMatchObject([
      { pointer, labels: { app: 'a' }, spec: { containers: [{ image: 'a:1' }] } },
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
    expect(syncedPods(createWorld([file], { profile, pending: [] }))).toEqual([])
  })

  it('may lack everything', () => {
    expect(syncedPods(sampleWorld([workload('apps/v1', 'Deployment', {})]))).toMatchObject([
      { labels: {}, spec: {} },
    ])
  })
})

describe('a selector', () => {
  const find = indexPods(
    syncedPods(sampleWorld([deployment, workload('apps/v1', 'DaemonSet', { template }, 'other')])),
  )
  const kinds = (namespace: string, selector: Readonly<Record<string, string>> | undefined) =>
    find(namespace, selector).map(({ object }) => object.id.kind)

  it('finds pods of its namespace that carry all of its labels', () => {
    expect(kinds('ns', { app: 'a' })).toEqual(['Deployment'])
    expect(kinds('ns', { app: 'a', tier: 'x' })).toEqual(['Deployment'])
    expect(kinds('ns', { app: 'a', tier: 'y' })).toEqual([])
    expect(kinds('nowhere', { app: 'a' })).toEqual([])
  })

  it('that is empty finds none', () => {
    expect(kinds('ns', {})).toEqual([])
    expect(kinds('ns', undefined)).toEqual([])
  })
})
