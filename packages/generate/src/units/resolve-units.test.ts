import { SkyError } from '@skyctl/core'
import {
  type ComponentContext,
  type ComponentParts,
  defineComponent,
  factMarker,
} from '@skyctl/model'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { sampleApp, sampleEnvironment, sampleWorkspace } from '../testing/sample-workspace.ts'
import { resolveUnits } from './resolve-units.ts'

const component = (
  build: (context: ComponentContext<Record<string, unknown>>) => ComponentParts,
  more: object = {},
) =>
  defineComponent({
    description: 'A sample',
    team: 'platform',
    namespace: 'net',
    options: z.looseObject({}),
    build,
    ...more,
  })

function resolve(
  components: Parameters<typeof sampleWorkspace>[1] & object,
  apps: Parameters<typeof sampleWorkspace>[0] = [],
) {
  const environment = components.environments?.[0] ?? sampleEnvironment()
  return resolveUnits(sampleWorkspace(apps, components), environment)
}

describe('a component', () => {
  it('computes from its options, the apps, all units and the namespaces', () => {
    let seen: Partial<ComponentContext<unknown>> = {}
    const net = component(
      (context) => {
        seen = context
        return {}
      },
      { namespace: 'shop', podSecurity: 'baseline' },
    )
    resolve(
      {
        components: { net },
        environments: [sampleEnvironment('live', { components: { net: { replicas: 3 } } })],
      },
      [sampleApp('web', { kind: 'Deployment' })],
    )
    expect(seen.options).toEqual({ replicas: 3 })
    expect(seen.apps?.map(({ name }) => name)).toEqual(['web'])
    expect(seen.units?.map(({ name, namespace }) => [name, namespace])).toEqual([
      ['web', 'shop'],
      ['net', 'shop'],
    ])
    expect(seen.namespaces).toEqual([{ name: 'shop', podSecurity: 'baseline' }])
    expect(seen.roleArn?.('net')).toBe('arn:aws:iam::111122223333:role/acme-live-net')
    expect(seen.labels).toMatchObject({ 'app.kubernetes.io/name': 'net', team: 'platform' })
  })

  it('asks for no Namespace where every cluster has it', () => {
    const net = component(() => ({}), { namespaceExists: true })
    expect(resolve({ components: { net } }).units[0]?.namespaces).toEqual([])
  })

  it('says as little of a workload of its chart as it must', () => {
    const net = component(() => ({
      workloads: [{ kind: 'DaemonSet', name: 'agent', labels: { app: 'a' }, serviceAccount: 'sa' }],
    }))
    expect(resolve({ components: { net } }).units[0]?.workloads).toEqual([
      {
        kind: 'DaemonSet',
        name: 'agent',
        namespace: 'net',
        labels: { app: 'a' },
        selector: { app: 'a' },
        serviceAccount: 'sa',
        hostNetwork: false,
        ports: [],
      },
    ])
  })

  it('gets the value of a fact, or a marker while nobody knows it', () => {
    const net = component(({ fact }) => ({
      objects: [
        {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: fact({ name: 'vpc-id', description: 'd', command: 'c' }) },
        },
      ],
    }))
    const name = (facts: Record<string, string>) =>
      resolve({ components: { net }, environments: [sampleEnvironment('live', { facts })] })
        .units[0]?.objects[0]?.metadata.name
    expect(name({})).toBe(factMarker('vpc-id'))
    expect(name({ 'vpc-id': 'vpc-1' })).toBe('vpc-1')
  })

  it('that throws is a problem at its module, not a stack trace', () => {
    const net = component(() => {
      throw new TypeError('no luck')
    })
    const { units, problems } = resolve({ components: { net } }, [
      sampleApp('web', { kind: 'Deployment' }),
    ])
    expect(units.map(({ name }) => name)).toEqual(['web'])
    expect(problems).toMatchInlineSnapshot(`
      [
        {
          "hint": "correct the component; it computes data and has no other effect",
          "id": "component-failed",
          "message": "build() throws for live: no luck",
          "severity": "error",
          "where": {
            "file": "platform/net/component.ts",
          },
        },
      ]
    `)
  })

  it('that refuses its input keeps the problems it reports, whichever bundle its error comes from', () => {
    const problem = {
      id: 'no-zone',
      severity: 'error',
      where: {},
      message: 'm',
      hint: 'h',
    } as const
    const foreign = Object.assign(new Error('m'), { name: 'SkyError', problems: [problem] })
    for (const error of [new SkyError([problem]), foreign]) {
      const net = component(() => {
        throw error
      })
      expect(resolve({ components: { net } }).problems).toEqual([
        { ...problem, where: { file: 'platform/net/component.ts' }, message: 'm (in live)' },
      ])
    }
  })

  it('is told which of its objects is none', () => {
    const named = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'net' } }
    const wrong = [undefined, 'text', { kind: 'X' }, { ...named, metadata: { name: '' } }]
    const net = component(() => ({ objects: [named, ...wrong] as never }))
    const { problems } = resolve({ components: { net } })
    expect(problems.map(({ id, where }) => [id, where.file])).toEqual(
      wrong.map(() => ['invalid-object', 'platform/net/component.ts']),
    )
    expect(problems[0]?.message).toContain('objects[1]')
  })

  it('that fails does not hide that another fails as well', () => {
    const fail = component(() => {
      throw new Error('no luck')
    })
    const { problems } = resolve({ components: { a: fail, b: fail } })
    expect(problems.map(({ where }) => where.file)).toEqual([
      'platform/a/component.ts',
      'platform/b/component.ts',
    ])
  })
})

describe('an environment', () => {
  it('has the apps that run in it, sorted with the components by name', () => {
    const apps = [
      sampleApp('z', { kind: 'Deployment' }),
      sampleApp('a', { kind: 'Deployment', environments: ['live'] }),
      sampleApp('b', { kind: 'Deployment', environments: ['test'] }),
    ]
    const environments = [sampleEnvironment('live'), sampleEnvironment('test')]
    const { units } = resolve({ environments, components: { net: component(() => ({})) } }, apps)
    expect(units.map(({ name }) => name)).toEqual(['a', 'net', 'z'])
  })
})
