import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { PlannedFile } from '@skyctl/core'
import type { Environment } from '@skyctl/model'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadWorkspace } from '../../load/load-workspace.ts'
import type { Workspace } from '../../load/workspace.ts'
import { planEnvironment } from '../../plan.ts'
import { walkOrder } from '../../testing/walk-order.ts'
import { resolveUnits } from '../../units/resolve-units.ts'
import { projectCluster } from './cluster.ts'

const root = fileURLToPath(new URL('../../../../../', import.meta.url))
const names = ['development', 'dr', 'production', 'staging']
let workspace: Workspace

beforeAll(async () => {
  workspace = await loadWorkspace(root)
})

/** The plan of one environment, with its bootstrap steps. */
function planOf(name: string, change: (environment: Environment) => Environment = (same) => same) {
  const environments = workspace.environments.map((one) => (one.name === name ? change(one) : one))
  const environment = environments.find((one) => one.name === name)
  if (environment === undefined) throw new Error(`no environment ${name}`)
  const changed = { ...workspace, environments }
  const { files, pending } = planEnvironment(changed, environment)
  const { units } = resolveUnits(changed, environment)
  const { steps } = projectCluster({ environment, environments, units, files, pending })
  return { environment, files, steps }
}

/** Text files of the cluster folder, and the rest as JSON. */
function clusterTexts(files: readonly PlannedFile[]): Record<string, string> {
  return Object.fromEntries(
    files
      .filter(({ path }) => path.split('/')[1] === 'cluster')
      .map(({ path, body }) => [path, body.kind === 'text' ? body.text : JSON.stringify(body)]),
  )
}

/** Capabilities that step 0 of the runbook brings. */
function account(name: string): string[] {
  const { steps } = planOf(name)
  const inNetwork = new Set(
    steps.filter(({ id }) => id === 'check-network-resources').flatMap(({ provides }) => provides),
  )
  return steps
    .flatMap(({ needs }) => needs)
    .filter((need) => need.startsWith('resource ') && !inNetwork.has(need))
}

describe('commands of the cluster folder', () => {
  it('follow region, name and zones, to the last character', () => {
    const before = clusterTexts(planOf('production').files)
    const after = clusterTexts(
      planOf('production', (environment) => ({
        ...environment,
        region: 'ap-south-1',
        zones: ['ap-south-1c', 'ap-south-1a', 'ap-south-1b'],
        cluster: { ...environment.cluster, name: 'mumbai' },
        encryption: {
          secretsKeyAlias: 'alias/mumbai-secrets',
          volumesKeyAlias: 'alias/mumbai-volumes',
        },
      })).files,
    )
    const translated = Object.entries(before).map(([path, text]) => [
      path,
      text
        .replaceAll('cloudforcesky-production', 'mumbai')
        .replaceAll('eu-west-1a', 'ap-south-1C')
        .replaceAll('eu-west-1b', 'ap-south-1A')
        .replaceAll('eu-west-1c', 'ap-south-1B')
        .replaceAll('eu-west-1', 'ap-south-1')
        .replace(/ap-south-1[ABC]/g, (zone) => zone.toLowerCase()),
    ])
    expect(after).toEqual(Object.fromEntries(translated))
    expect(JSON.stringify(after)).not.toContain('eu-west-1')
  })

  it.each(names)('name only files that exist: %s', (name) => {
    const { files } = planOf(name)
    const planned = new Set(files.map(({ path }) => `generated/${path}`))
    const others = new Set(names.map((other) => `generated/${other}/cluster/RUNBOOK.md`))
    const texts = Object.values(clusterTexts(files)).join('\n')
    const mentioned = new Set(
      texts.match(/\b(generated|environments|platform)\/[\w./-]+\.(yaml|md|sh|ts)\b/g),
    )
    const missing = [...mentioned].filter(
      (path) => !planned.has(path) && !others.has(path) && !existsSync(join(root, path)),
    )
    expect(mentioned.size).toBeGreaterThan(8)
    expect(missing).toEqual([])
  })

  it.each(names)('are a script that bash can read: %s', (name) => {
    const script = clusterTexts(planOf(name).files)[`${name}/cluster/bootstrap.sh`] ?? ''
    execFileSync('bash', ['-n'], { input: script })
  })

  it('stand in the runbook and in the script alike', () => {
    const { files, steps } = planOf('production')
    const texts = clusterTexts(files)
    const missing = steps
      .flatMap(({ commands, check }) => [...commands, ...(check ? [check] : [])])
      .flatMap(({ run }) => run.split('\n'))
      .filter((line) =>
        ['RUNBOOK.md', 'bootstrap.sh'].some(
          (file) => !texts[`production/cluster/${file}`]?.includes(line),
        ),
      )
    expect(missing).toEqual([])
  })
})

describe('the order of the bootstrap', () => {
  it.each(names)('uses nothing before what provides it: %s', (name) => {
    const { steps, files } = planOf(name)
    expect(walkOrder(steps, files, name, account(name))).toEqual([])
  })

  it.each([
    ['create-roles', ['install-cilium needs role cloudforcesky-production-cilium-operator']],
    ['install-cilium', ['create-node-groups needs network', 'check-cilium needs release cilium']],
    ['create-namespace-argocd', ['install-argocd needs namespace argocd']],
  ])('is broken where %s comes too late', (late, early) => {
    const { steps, files } = planOf('production')
    const step = steps.find(({ id }) => id === late)
    const moved = [...steps.filter((one) => one !== step), ...(step ? [step] : [])]
    expect(walkOrder(moved, files, 'production', account('production'))).toEqual(
      expect.arrayContaining(early),
    )
  })

  it('is broken where an app comes in the wave of the components', () => {
    const { steps, files } = planOf('production')
    const hurried = files.map((file) =>
      file.path === 'production/argocd/application.argoproj.io.orders.yaml'
        ? withWave(file, '0')
        : file,
    )
    expect(walkOrder(steps, hurried, 'production', account('production'))).toEqual([
      'orders needs namespace orders',
      'orders needs kind external-secrets.io/ExternalSecret',
      'orders needs api v1beta1.metrics.k8s.io',
    ])
  })

  it('puts charts whose webhooks need certificates behind cert-manager', () => {
    const { files } = planOf('production')
    const waveOf = (name: string) => {
      const body = files.find(({ path }) =>
        path.endsWith(`application.argoproj.io.${name}.yaml`),
      )?.body
      if (body?.kind !== 'manifest') throw new Error(`no Application ${name}`)
      return Number(body.manifest.metadata.annotations?.['argocd.argoproj.io/sync-wave'])
    }
    expect(waveOf('aws-load-balancer-controller')).toBeGreaterThan(waveOf('cert-manager'))
    expect(waveOf('metrics-server')).toBeGreaterThan(waveOf('cert-manager'))
  })
})

function withWave(file: PlannedFile, wave: string): PlannedFile {
  if (file.body.kind !== 'manifest') return file
  const { manifest } = file.body
  const annotations = { ...manifest.metadata.annotations, 'argocd.argoproj.io/sync-wave': wave }
  const metadata = { ...manifest.metadata, annotations }
  return { ...file, body: { kind: 'manifest', manifest: { ...manifest, metadata } } }
}
