import { addressOf, environmentValue, fact, factMarker, podField, secretValue } from '@skyctl/model'
import { describe, expect, it } from 'vitest'
import { sampleApp, sampleEnvironment } from '../testing/sample-workspace.ts'
import { appUnit } from './app-unit.ts'
import { dependencyLayers } from './dependency-layers.ts'
import { resolveStatements } from './iam-statements.ts'

const address = addressOf as (
  app: string,
  port: string,
  form?: 'host' | 'http-url',
) => ReturnType<typeof addressOf>

const api = sampleApp('api', {
  kind: 'Deployment',
  ports: { http: { port: 3000, servicePort: 80 } },
})
const store = sampleApp('store', {
  kind: 'StatefulSet',
  team: 'base',
  ports: { db: { port: 5432 } },
  storage: { data: { mountPath: '/data', size: '1Gi' } },
})
const peers = new Map([api, store].map((app) => [app.name, app]))

const resolve = (input: object, overrides = {}) =>
  appUnit(
    sampleApp('web', { kind: 'Deployment', ...input }),
    sampleEnvironment('live', overrides),
    peers,
  )

describe('a reference', () => {
  it('becomes what it stands for in the environment', () => {
    const unit = resolve({
      env: {
        PLAIN: 'x',
        API: address('api', 'http'),
        API_URL: address('api', 'http', 'http-url'),
        API_HOST: address('api', 'http', 'host'),
        STORE: address('store', 'db'),
        TOKEN: secretValue('token', 'key'),
        REGION: environmentValue('region'),
        POD: podField('metadata.name'),
      },
      secrets: { token: { from: 'web/token', keys: { key: '' } } },
    })
    expect(unit.app?.env).toEqual([
      { name: 'PLAIN', value: 'x' },
      { name: 'API', value: 'api.shop.svc.cluster.local:80' },
      { name: 'API_URL', value: 'http://api.shop.svc.cluster.local:80' },
      { name: 'API_HOST', value: 'api.shop.svc.cluster.local' },
      { name: 'STORE', value: 'store.agents.svc.cluster.local:5432' },
      { name: 'TOKEN', secret: 'web-token', key: 'key' },
      { name: 'REGION', value: 'eu-west-1' },
      { name: 'POD', fieldPath: 'metadata.name' },
    ])
    expect(unit.secrets).toEqual([
      { name: 'web-token', namespace: 'shop', remote: 'acme-live/web/token' },
    ])
  })

  it('to a fact is its value, or a marker while nobody knows it', () => {
    const input = { env: { ID: fact({ name: 'some-id', description: 'd', command: 'c' }) } }
    expect(resolve(input).app?.env).toEqual([{ name: 'ID', value: factMarker('some-id') }])
    expect(resolve(input, { facts: { 'some-id': 'x-1' } }).app?.env).toEqual([
      { name: 'ID', value: 'x-1' },
    ])
  })
})

describe('an override', () => {
  const digest = `sha256:${'1'.repeat(64)}`
  const image = { repository: 'registry.example.com/web', tag: '1.0.0', digest }

  it('of the tag drops the digest of the old one', () => {
    expect(resolve({ image }).app?.image).toBe(`registry.example.com/web:1.0.0@${digest}`)
    expect(resolve({ image }, { apps: { web: { image: { tag: '2.0.0' } } } }).app?.image).toBe(
      'registry.example.com/web:2.0.0',
    )
    expect(resolve({ image }, { apps: { web: { image: { tag: '1.0.0' } } } }).app?.image).toContain(
      digest,
    )
  })

  it('of replicas bounds the autoscaler, or is the fixed number', () => {
    const apps = { web: { replicas: { min: 3, max: 9 } } }
    const scaled = resolve({ scaling: { min: 1, max: 2, cpuPercent: 70 } }, { apps })
    expect(scaled.app?.spec).toMatchObject({ scaling: { min: 3, max: 9, cpuPercent: 70 } })
    expect(
      resolve({ replicas: 1 }, { apps: { web: { replicas: { min: 3 } } } }).app?.spec,
    ).toMatchObject({
      replicas: 3,
    })
  })

  it('of the host replaces it in full', () => {
    const ingress = { port: 'http', scheme: 'internal', host: 'www' }
    const input = { ports: { http: { port: 1 } }, ingress }
    expect(resolve(input).app?.host).toBe('www.live.example.com')
    expect(resolve(input, { apps: { web: { host: 'shop.example.com' } } }).app?.host).toBe(
      'shop.example.com',
    )
  })
})

describe('permissions', () => {
  it('are filled with the names of the environment, conditions too', () => {
    const [statement] = resolveStatements(
      [
        {
          actions: ['sqs:SendMessage'],
          resources: ['arn:{partition}:sqs:{region}:{account}:{cluster}-orders'],
          conditions: { StringEquals: { 'aws:ResourceTag/{cluster}': ['{account}'] } },
        },
      ],
      sampleEnvironment(),
    )
    expect(statement).toEqual({
      actions: ['sqs:SendMessage'],
      resources: ['arn:aws:sqs:eu-west-1:111122223333:acme-live-orders'],
      conditions: { StringEquals: { 'aws:ResourceTag/acme-live': ['111122223333'] } },
    })
  })
})

describe('layers', () => {
  const node = (name: string, ...dependsOn: string[]) => ({ name, dependsOn, origin: name })

  it('put each component above all that it depends on, in whatever order they come', () => {
    const nodes = [node('c', 'b', 'a'), node('b', 'a'), node('a'), node('d')]
    const expected = { a: 0, b: 1, c: 2, d: 0 }
    expect(Object.fromEntries(dependencyLayers(nodes).layerOf)).toEqual(expected)
    expect(Object.fromEntries(dependencyLayers([...nodes].reverse()).layerOf)).toEqual(expected)
  })

  it('report a circle once, as the path that closes it', () => {
    const { problems } = dependencyLayers([node('a', 'b'), node('b', 'c'), node('c', 'a')])
    expect(problems).toHaveLength(1)
    expect(problems[0]?.message).toContain('a -> b -> c -> a')
  })

  it('report a name that does not exist', () => {
    expect(dependencyLayers([node('a', 'x')]).problems.map(({ id }) => id)).toEqual([
      'unknown-component',
    ])
  })
})
