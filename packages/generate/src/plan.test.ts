import type { PlannedFile } from '@skyctl/core'
import { defineChart, defineComponent } from '@skyctl/model'
import { renderFile } from '@skyctl/tree-lib'
import { ApiObject } from 'cdk8s'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { planWorkspace } from './testing/plan-workspace.ts'
import { sampleDefaultDeny } from './testing/sample-default-deny.ts'
import {
  sampleApp,
  sampleEnvironment,
  sampleNamespaces,
  sampleWorkspace,
} from './testing/sample-workspace.ts'

const apps = [
  sampleApp('web', {
    kind: 'Deployment',
    ports: {
      http: { port: 8080, servicePort: 80, appProtocol: 'http' },
      grpc: { port: 9000, appProtocol: 'grpc', openTo: ['shop'] },
    },
    command: ['serve'],
    args: ['--quiet'],
    env: { MODE: 'on' },
    files: { '/etc/web/a.yaml': 'no: 1\n', '/srv/b.txt': 'b' },
    secrets: { token: { from: 'web/token', keys: { value: '' }, mountPath: '/run/token' } },
    volumes: {
      tmp: { kind: 'scratch', mountPath: '/tmp', sizeLimit: '16Mi' },
      ram: { kind: 'scratch', mountPath: '/ram', sizeLimit: '16Mi', medium: 'memory' },
    },
    probes: {
      startup: { check: { command: ['true'] } },
      readiness: {
        check: { http: { path: '/ready', port: 'http', headers: { Accept: 'text/plain' } } },
      },
      liveness: { check: { grpc: { port: 'grpc' } }, initialDelaySeconds: 5 },
    },
    scaling: {
      min: 2,
      max: 4,
      cpuPercent: 70,
      memoryPercent: 80,
      metrics: [
        { kind: 'pods', name: 'requests', average: '10' },
        { kind: 'external', name: 'queue', labels: { q: 'a' }, average: '5' },
      ],
      behaviour: {
        scaleUp: { stabilizationSeconds: 10, policies: [{ pods: 2, periodSeconds: 15 }] },
      },
    },
    disruption: { maxUnavailable: '25%' },
    spread: { zones: 'required' },
    ingress: { port: 'http', host: 'www', scheme: 'internet-facing', waf: 'public', order: 5 },
    iam: [{ actions: ['s3:GetObject'], resources: ['arn:{partition}:s3:::{cluster}-web/*'] }],
    constructs: (chart: never, { app, namespace }: { app: string; namespace: string }) => {
      new ApiObject(chart, 'extra', {
        apiVersion: 'example.com/v1',
        kind: 'Extra',
        metadata: { name: app, namespace },
      })
    },
  }),
  sampleApp('store', {
    kind: 'StatefulSet',
    ports: { db: { port: 5432 } },
    probes: { readiness: { check: { tcp: { port: 'db' } } } },
    storage: { data: { mountPath: '/data', size: '1Gi' } },
    security: { user: 999, fsGroup: 999 },
    tolerations: [{ key: 'workload', value: 'data', effect: 'NoSchedule' }],
    nodeSelector: { workload: 'data' },
  }),
  sampleApp('agent', {
    kind: 'DaemonSet',
    team: 'base',
    volumes: { proc: { kind: 'host', path: '/proc', mountPath: '/host/proc' } },
    security: { user: 65534, hostNetwork: true, hostPid: true },
    tolerations: [{}],
  }),
  sampleApp('migrate', { kind: 'Job', files: { '/sql/1.sql': 'select 1;' } }),
  sampleApp('report', { kind: 'CronJob', schedule: '0 5 * * 1', serviceAccountToken: true }),
]

const chart = defineChart({
  repository: 'https://charts.example.com',
  chart: 'network',
  version: '1.2.3',
  values: z.strictObject({ replicas: z.int() }),
})

const components = {
  network: defineComponent({
    description: 'Network',
    team: 'platform',
    namespace: 'kube-system',
    namespaceExists: true,
    options: z.strictObject({}),
    build: () => ({
      chart: chart({ release: 'network', values: { replicas: 2 } }),
      workloads: [
        {
          kind: 'Deployment',
          name: 'network',
          labels: { app: 'network' },
          serviceAccount: 'network',
          ports: [{ name: 'https', port: 8443, protocol: 'TCP' }],
        },
      ],
      listens: [
        {
          service: 'network',
          name: 'webhook',
          targetPort: 'https',
          port: 8443,
          servicePort: 443,
          protocol: 'TCP',
          appProtocol: 'tcp',
          openTo: 'all',
        },
      ],
      crds: [
        {
          group: 'example.com',
          kind: 'Extra',
          plural: 'extras',
          versions: ['v1'],
          scope: 'Namespaced',
        },
      ],
      chartKinds: [{ group: 'networking.k8s.io', kind: 'IngressClass' }],
    }),
  }),
  base: defineComponent({
    description: 'Namespaces',
    team: 'platform',
    namespace: 'kube-system',
    namespaceExists: true,
    dependsOn: ['network' as never],
    options: z.strictObject({}),
    build: ({ namespaces }) => ({
      objects: [
        sampleDefaultDeny(namespaces.map(({ name }) => name)),
        ...sampleNamespaces(namespaces),
      ],
    }),
  }),
}

const environment = sampleEnvironment('live', {
  components: { network: {}, base: {} },
  suppressions: [
    {
      rule: 'ban-host-namespaces',
      object: 'apps/DaemonSet agents/agent',
      reason: 'it measures its node',
      expires: '2027-12-31',
    },
  ],
})
const workspace = sampleWorkspace(apps, { environments: [environment], components })
const plan = planWorkspace(workspace, [environment])

const below = (prefix: string) => plan.files.filter((file) => file.path.startsWith(prefix))
const text = (files: readonly PlannedFile[]) =>
  files.map((file) => `--- ${file.path} (${file.owner})\n${renderFile(file)}`).join('')

describe('a plan', () => {
  it('has no errors', () => {
    expect(plan.problems.filter(({ severity }) => severity === 'error')).toEqual([])
  })

  it.each(apps.map(({ name }) => name))('holds every object of the app %s', async (name) => {
    await expect(text(below(`live/apps/${name}/`))).toMatchFileSnapshot(
      `__manifests__/app-${name}.yaml`,
    )
  })

  it('holds the Argo CD tree', async () => {
    await expect(text(below('live/argocd/'))).toMatchFileSnapshot('__manifests__/argocd.yaml')
  })

  it('holds what charts will run', async () => {
    await expect(text(below('live/world/'))).toMatchFileSnapshot('__manifests__/world.yaml')
  })

  it('holds the names that editors complete', async () => {
    await expect(text(below('types/'))).toMatchFileSnapshot('__manifests__/types.txt')
  })

  it('does not depend on the order of its input', () => {
    const rendered = (files: readonly PlannedFile[]) =>
      files.map((file) => [file.path, renderFile(file)]).sort()
    const expected = rendered(plan.files)
    fc.assert(
      fc.property(fc.shuffledSubarray(apps, { minLength: apps.length }), (shuffled) => {
        const other = planWorkspace({ ...workspace, apps: shuffled }, [environment])
        expect(rendered(other.files)).toEqual(expected)
      }),
      { numRuns: 10 },
    )
  })

  it('lets a team create nothing outside its own namespace and kinds', () => {
    const project = plan.files.find(({ path }) => path.endsWith('appproject.argoproj.io.shop.yaml'))
    const manifest = project?.body.kind === 'manifest' ? project.body.manifest : undefined
    expect(manifest?.spec).toMatchObject({
      sourceRepos: ['https://git.example.com/platform.git'],
      destinations: [{ namespace: 'shop' }],
      clusterResourceWhitelist: [],
    })
    expect(JSON.stringify(manifest)).not.toContain('"*"')
  })

  it('rolls the pods when a config file changes, and only then', () => {
    const checksum = (content: string) => {
      const app = sampleApp('x', { kind: 'Deployment', files: { '/etc/x': content } })
      const { files } = planWorkspace(sampleWorkspace([app]), [sampleEnvironment()])
      return /checksum\/config: (.*)/.exec(text(files))?.[1]
    }
    expect(checksum('a')).toBe(checksum('a'))
    expect(checksum('a')).not.toBe(checksum('b'))
  })
})
