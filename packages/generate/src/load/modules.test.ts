import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { sampleApp, sampleEnvironment } from '../testing/sample-workspace.ts'
import { checkApp } from './app-rules.ts'
import { checkHosts } from './host-rules.ts'
import { locateInModule } from './locate-in-module.ts'
import { parseApp } from './parse-app.ts'
import { readWorkspace } from './read-workspace.ts'

function folderOf(files: readonly string[]): string {
  const root = mkdtempSync(join(tmpdir(), 'skyctl-read-'))
  onTestFinished(() => {
    rmSync(root, { recursive: true })
  })
  for (const file of files) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), '')
  }
  return root
}

const idsOf = (result: ReturnType<typeof parseApp>) =>
  'problems' in result
    ? result.problems.map(({ problem, path }) => [problem.id, path.join('.')])
    : []

describe('reading a workspace', () => {
  it('lists modules by the name of their folder', () => {
    const root = folderOf(['environments/a.yaml', 'apps/web/app.ts', 'platform/net/component.ts'])
    expect(readWorkspace(root)).toMatchObject({
      apps: [{ name: 'web', path: 'apps/web/app.ts' }],
      components: [{ name: 'net', path: 'platform/net/component.ts' }],
      problems: [],
    })
  })

  it('reports a folder without a module, a bad name, and a name that stands twice', () => {
    const root = folderOf([
      'environments/a.yaml',
      'apps/empty/readme.md',
      'apps/Web/app.ts',
      'apps/net/app.ts',
      'platform/net/component.ts',
    ])
    expect(
      readWorkspace(root)
        .problems.map(({ id }) => id)
        .sort(),
    ).toEqual(['duplicate-name', 'invalid-name', 'no-definition'])
  })
})

describe('an app', () => {
  it('must be the default export of its module', () => {
    expect(idsOf(parseApp('a', undefined))).toEqual([['no-definition', '']])
  })

  it('reports every property that is wrong', () => {
    const definition = {
      mark: 'skyctl.app',
      input: { kind: 'Deployment', replica: 1, team: 'shop' },
    }
    expect(idsOf(parseApp('a', definition)).map(([id]) => id)).toContain('unknown-key')
    expect(idsOf(parseApp('a', { mark: 'skyctl.app', input: { kind: 'Pod' } }))).toEqual([
      ['invalid-value', 'kind'],
    ])
  })

  it('names only ports that it has, and no service port where there is none', () => {
    const input = {
      ...sampleApp('x', { kind: 'StatefulSet', storage: { a: { mountPath: '/a', size: '1Gi' } } })
        .spec,
      ports: { db: { port: 1, servicePort: 2 } },
      probes: { readiness: { check: { tcp: { port: 'bd' } } } },
    }
    expect(idsOf(parseApp('a', { mark: 'skyctl.app', input }))).toEqual([
      ['useless-service-port', 'ports.db.servicePort'],
      ['unknown-port', 'probes.readiness.check.tcp.port'],
    ])
  })
})

describe('what an app says of others', () => {
  const api = sampleApp('api', {
    kind: 'Deployment',
    team: 'base',
    environments: ['live'],
    ports: { open: { port: 1 }, closed: { port: 2, openTo: ['base'] } },
  })
  const environments = [sampleEnvironment('live'), sampleEnvironment('test')]
  const ids = (input: object) => {
    const app = sampleApp('web', { kind: 'Deployment', environments: ['live'], ...input })
    const known = {
      apps: new Map([api, app].map((one) => [one.name, one])),
      components: new Map(),
      environments,
    }
    return checkApp(app, known).map(({ problem }) => problem.id)
  }

  it.each([
    ['nothing wrong', { talksTo: { apps: { api: 'open' } } }, []],
    ['an unknown team', { team: 'shp' }, ['unknown-team']],
    [
      'a port open to an unknown team',
      { ports: { a: { port: 1, openTo: ['shp'] } } },
      ['unknown-team'],
    ],
    ['an unknown environment', { environments: ['prod'] }, ['unknown-environment']],
    ['an unknown app', { talksTo: { apps: { apy: 'open' } } }, ['unknown-app']],
    ['an unknown port', { talksTo: { apps: { api: 'opn' } } }, ['unknown-port']],
    [
      'a port that is closed to its team',
      { talksTo: { apps: { api: 'closed' } } },
      ['closed-port'],
    ],
    [
      'an app that is not where it is',
      { environments: ['test'], talksTo: { apps: { api: 'open' } } },
      ['absent-app'],
    ],
    ['an app as a dependency', { dependsOn: ['api'] }, ['unknown-component']],
    ['two files of one name', { files: { '/a/x': '', '/b/x': '' } }, ['duplicate-file-name']],
    [
      'an unknown secret',
      { env: { A: { ref: 'secret', secret: 's', key: 'k' } } },
      ['unknown-secret'],
    ],
    [
      'an unknown key of a secret',
      {
        secrets: { s: { from: 'x', keys: { a: '' } } },
        env: { A: { ref: 'secret', secret: 's', key: 'k' } },
      },
      ['unknown-secret-key'],
    ],
    [
      'an address that talksTo does not name',
      { env: { A: { ref: 'address', app: 'api', port: 'open', form: 'host' } } },
      ['undeclared-connection'],
    ],
  ] as const)('is judged: %s', (_, input, expected) => {
    expect(ids(input)).toEqual(expected)
  })
})

describe('hosts', () => {
  const app = (name: string) =>
    sampleApp(name, {
      kind: 'Deployment',
      ports: { h: { port: 1 } },
      ingress: { port: 'h', scheme: 'internal' },
    })
  const ids = (names: readonly string[], environments: Parameters<typeof checkHosts>[1]) =>
    checkHosts(names.map(app), environments).map(({ problem }) => problem.id)
  const same = { domain: 'shop.example.com' }

  it('lead to one app each', () => {
    expect(ids(['a'], [sampleEnvironment()])).toEqual([])
    expect(ids(['a', 'b'], [sampleEnvironment()])).toEqual(['duplicate-route'])
  })

  it('may be shared by an environment and the one that stands by for it, app by app', () => {
    const live = sampleEnvironment('live', same)
    expect(ids(['a'], [live, sampleEnvironment('test', same)])).toEqual(['duplicate-route'])
    expect(ids(['a'], [live, sampleEnvironment('dr', { ...same, standbyFor: 'live' })])).toEqual([])
  })
})

describe('a place in a module', () => {
  const source = `import { defineApp } from '@skyctl/model'

export default defineApp({
  team: 'shop',
  'talksTo': {
    apps: { cart: ['grpc', 'http'] } as const,
  },
})
`
  it.each([
    [['team'], { line: 4, column: 3 }],
    [['talksTo', 'apps', 'cart', 1], { line: 6, column: 28 }],
    [['talksTo', 'hosts'], { line: 5, column: 3 }],
    [['nothing'], { line: 3, column: 26 }],
  ] as const)('is the deepest that the path %j leads to', async (path, position) => {
    expect(await locateInModule(source, path)).toEqual(position)
  })
})
