import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { binary } from './testing/workspace.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const generated = join(root, 'generated')
const environments = ['development', 'dr', 'production', 'staging']

interface KubernetesObject {
  readonly kind: string
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> }
  readonly spec?: Readonly<Record<string, never>>
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(generated, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

function objectsBelow(folder: string): KubernetesObject[] {
  return filesBelow(folder).map((path) => parse(readFileSync(path, 'utf8')) as KubernetesObject)
}

describe('the reference workspace', () => {
  it('is committed as the model says', () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      [binary, '-C', root, 'generate', '--check'],
      {
        encoding: 'utf8',
        env: { ...process.env, NO_COLOR: '1' },
      },
    )
    expect(stderr).not.toContain('error [')
    expect(status).toBe(0)
  })

  it('passes its own judge, whole and file by file', () => {
    const validate = (path: string) => {
      const { status, stdout } = spawnSync(
        process.execPath,
        [binary, '-C', root, 'validate', path, '--json'],
        { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
      )
      const { objects, problems } = JSON.parse(stdout) as {
        objects: number
        problems: { severity: string }[]
      }
      const errors = problems.filter(({ severity }) => severity === 'error')
      return { status, objects, errors }
    }
    const whole = validate('generated')
    expect(whole).toMatchObject({ status: 0, errors: [] })
    expect(whole.objects).toBeGreaterThan(900)
    expect(validate('generated/production/apps/cart')).toMatchObject({ status: 0, errors: [] })
  })

  it('runs the whole shop in production, and the load generator nowhere near it', () => {
    const apps = (environment: string) => readdirSync(join(generated, environment, 'apps'))
    const shop = [
      'ad',
      'cart',
      'checkout',
      'currency',
      'email',
      'frontend',
      'payment',
      'product-catalog',
    ]
    expect(apps('production')).toEqual(
      expect.arrayContaining([
        ...shop,
        'recommendation',
        'redis-cart',
        'shipping',
        'orders',
        'search',
        'node-exporter',
      ]),
    )
    expect(apps('production')).not.toContain('load-generator')
    expect(apps('staging')).toContain('load-generator')
  })

  it.each(environments)(
    'holds in %s only objects that parse and carry the recommended labels',
    (environment) => {
      for (const object of [
        ...objectsBelow(`${environment}/apps`),
        ...objectsBelow(`${environment}/platform`),
      ]) {
        expect(object.metadata.labels, `${object.kind} ${object.metadata.name}`).toMatchObject({
          'app.kubernetes.io/name': expect.any(String),
          'app.kubernetes.io/instance': expect.any(String),
          'app.kubernetes.io/managed-by': 'skyctl',
        })
      }
    },
  )

  it.each(environments)(
    'has in %s no file but YAML in what Argo CD reads, one object a file',
    (environment) => {
      for (const folder of ['apps', 'platform', 'argocd']) {
        for (const path of filesBelow(`${environment}/${folder}`)) {
          expect(path).toMatch(/\.yaml$/)
          expect(readFileSync(path, 'utf8')).not.toMatch(/^---/m)
        }
      }
    },
  )

  it('uses every kind of workload', () => {
    const kinds = new Set(objectsBelow('production/apps').map(({ kind }) => kind))
    expect([...kinds]).toEqual(
      expect.arrayContaining(['Deployment', 'StatefulSet', 'DaemonSet', 'Job']),
    )
    expect(kinds).toContain('CronJob')
  })

  it('lets no two services share image, ports and environment', () => {
    const shapes = objectsBelow('production/apps')
      .filter(({ kind }) => kind === 'Deployment')
      .map(({ spec }) => {
        const holder = spec as unknown as {
          template: { spec: { containers: { image: string; ports?: unknown; env?: unknown }[] } }
        }
        const [container] = holder.template.spec.containers
        return JSON.stringify([container?.image, container?.ports, container?.env])
      })
    expect(new Set(shapes).size).toBe(shapes.length)
  })
})
