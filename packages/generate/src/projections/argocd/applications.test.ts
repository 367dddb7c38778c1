import type { Manifest } from '@skyctl/core'
import { type ComponentParts, defineComponent } from '@skyctl/model'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { planWorkspace } from '../../testing/plan-workspace.ts'
import { sampleApp, sampleEnvironment, sampleWorkspace } from '../../testing/sample-workspace.ts'

const chart = {
  repository: 'https://charts.example.com',
  chart: 'net',
  version: '1.2.3',
  release: 'net',
  values: { replicas: 2 },
}
const object: Manifest = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'a', namespace: 'net' },
}
const component = (parts: ComponentParts, dependsOn: readonly string[] = []) =>
  defineComponent({
    description: 'A sample',
    team: 'platform',
    namespace: 'net',
    dependsOn: dependsOn as never,
    options: z.strictObject({}),
    build: () => parts,
  })

/** Applications of one environment, by name. */
function applications(
  apps: Parameters<typeof sampleWorkspace>[0],
  components: Readonly<Record<string, ReturnType<typeof component>>> = {},
): Readonly<Record<string, Manifest & { spec: Record<string, unknown> }>> {
  const options = Object.fromEntries(Object.keys(components).map((name) => [name, {}]))
  const environment = sampleEnvironment('live', { components: options })
  const { files } = planWorkspace(
    sampleWorkspace(apps, { environments: [environment], components }),
    [environment],
  )
  return Object.fromEntries(
    files.flatMap(({ body, path }) =>
      body.kind === 'manifest' && path.startsWith('live/argocd/application.')
        ? [[body.manifest.metadata.name, body.manifest as never]]
        : [],
    ),
  )
}

const tree = (path: string) => ({
  repoURL: 'https://git.example.com/platform.git',
  targetRevision: 'refs/heads/main',
  path,
  directory: { recurse: true },
})
const wave = (manifest: Manifest | undefined) =>
  manifest?.metadata.annotations?.['argocd.argoproj.io/sync-wave']

describe('an Application', () => {
  const all = applications([sampleApp('web', { kind: 'Deployment' })], {
    both: component({ chart, objects: [object] }),
    chart: component({ chart }),
    objects: component({ objects: [object] }),
    nothing: component({}),
  })

  it('reads the folder of an app, of whose team the project is', () => {
    expect(all.web?.spec).toMatchObject({
      project: 'shop',
      source: tree('generated/live/apps/web'),
      destination: { server: 'https://kubernetes.default.svc', namespace: 'shop' },
    })
    expect(all.web?.spec).not.toHaveProperty('sources')
  })

  it('reads a pinned chart with the values of the model', () => {
    expect(all.chart?.spec).toMatchObject({
      project: 'platform-components',
      source: {
        repoURL: 'https://charts.example.com',
        chart: 'net',
        targetRevision: '1.2.3',
        helm: { releaseName: 'net', valuesObject: { replicas: 2 } },
      },
    })
    expect(all.chart?.metadata.annotations).not.toHaveProperty([
      'argocd.argoproj.io/manifest-generate-paths',
    ])
  })

  it('reads a chart and a folder where a component has both', () => {
    expect(all.both?.spec).toMatchObject({
      sources: [{ chart: 'net' }, tree('generated/live/platform/both')],
    })
    expect(all.both?.spec).not.toHaveProperty('source')
  })

  it('exists for what has something to sync, and for the root', () => {
    expect(Object.keys(all).sort()).toEqual(['both', 'chart', 'objects', 'root', 'web'])
  })

  it('is rendered again only for commits that touch its folder', () => {
    expect(all.objects?.metadata.annotations).toMatchObject({
      'argocd.argoproj.io/manifest-generate-paths': '/generated/live/platform/objects',
    })
  })

  it('converges from any order: it retries, and skips the dry run of kinds still to come', () => {
    for (const { spec } of Object.values(all)) {
      expect(spec.syncPolicy).toMatchObject({
        automated: { prune: true, selfHeal: true },
        syncOptions: expect.arrayContaining([
          'SkipDryRunOnMissingResource=true',
          'ServerSideApply=true',
        ]),
        retry: { limit: -1 },
      })
    }
  })
})

describe('removing an Application', () => {
  const finalizers = (kind: string, more: object = {}) => {
    const app = sampleApp('a', { kind, ...more })
    const { a } = applications([app])
    return (a?.metadata as { finalizers?: string[] } | undefined)?.finalizers
  }
  const storage = { data: { mountPath: '/data', size: '1Gi' } }

  it('removes the objects of an app', () => {
    expect(finalizers('Deployment')).toEqual(['resources-finalizer.argocd.argoproj.io'])
  })

  it('leaves what holds data', () => {
    expect(finalizers('StatefulSet', { storage })).toBeUndefined()
    expect(
      finalizers('Deployment', { backup: { schedule: 'daily', retentionDays: 7 } }),
    ).toBeUndefined()
  })

  it('leaves what carries the platform', () => {
    const { a } = applications([], { a: component({ chart }) })
    expect(a?.metadata).not.toHaveProperty('finalizers')
  })
})

describe('waves', () => {
  it('order components by their dependencies, and let every app wait for all of them', () => {
    const all = applications(
      [sampleApp('web', { kind: 'Deployment' }), sampleApp('api', { kind: 'Deployment' })],
      {
        a: component({ chart }, ['b']),
        b: component({ chart }, ['c']),
        c: component({ chart }),
        d: component({ chart }),
      },
    )
    expect(['a', 'b', 'c', 'd', 'web', 'api'].map((name) => wave(all[name]))).toEqual([
      '2',
      '1',
      '0',
      '0',
      '3',
      '3',
    ])
  })

  it('are no matter of an app that calls another', () => {
    const api = sampleApp('api', {
      kind: 'Deployment',
      ports: { http: { port: 1 } },
      talksTo: { apps: { web: 'http' } },
    })
    const web = sampleApp('web', {
      kind: 'Deployment',
      ports: { http: { port: 1 } },
      talksTo: { apps: { api: 'http' } },
    })
    const all = applications([api, web])
    expect([wave(all.api), wave(all.web)]).toEqual(['0', '0'])
  })
})
