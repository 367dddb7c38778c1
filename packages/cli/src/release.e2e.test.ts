import { afterAll, describe, expect, it } from 'vitest'
import {
  createWorkspace,
  type Run,
  type TestWorkspace,
  tinyWorkspace,
} from './testing/workspace.ts'

const digest = `sha256:${'9f86d081884c7d65'.repeat(4)}`
const image = `registry.example.com/web:1.4.2@${digest}`

/** The tiny workspace with its tree, made once and copied. */
const template = createWorkspace({ cleanUp: afterAll })
const made = template.run('generate')

/** A workspace whose tree is current. */
function current(files?: Readonly<Record<string, string>>): TestWorkspace {
  const workspace = createWorkspace({ from: template, ...(files && { files }) })
  const { code, stderr } = files === undefined ? made : workspace.run('generate')
  expect([code, stderr.match(/^error.*/gm)]).toEqual([0, null])
  return workspace
}

/** Everything that a release may write. */
const state = (workspace: TestWorkspace) => ({
  test: workspace.read('environments/test.yaml'),
  live: workspace.read('environments/live.yaml'),
  tree: workspace.tree(),
})

const refusal = ({ code, stderr }: Run) => [code, ...(stderr.match(/^error.*/gm) ?? [])]

/** An app that is pinned nowhere: its image is a tag. */
const byTag = (app: string) =>
  (tinyWorkspace[`apps/${app}/app.ts`] ?? '').replace(/, digest: '[^']*'/, '')

const exception = `suppressions:
  - rule: require-image-digest
    object: apps/Deployment shop/web
    reason: Not mirrored yet, so nobody has its digest
    expires: 2030-01-01
`

describe('skyctl image set', () => {
  it('edits the environment and regenerates its tree, and nothing else', () => {
    const workspace = current()
    const before = state(workspace)
    const { code, stdout, stderr } = workspace.run('image', 'set', 'web', image, '--env', 'live')
    expect(code).toBe(0)
    expect(stdout).toMatchInlineSnapshot(`
      "release web 1.4.2 to live

      live: 1.0.0@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef -> 1.4.2@sha256:9f86d081884c7d659f86d081884c7d659f86d081884c7d659f86d081884c7d65
      "
    `)
    expect(stderr).toMatchInlineSnapshot(`
      "wrote environments/live.yaml
      wrote generated/live/apps/web/shop/configmap.core.web-config.yaml
      wrote generated/live/apps/web/shop/deployment.apps.web.yaml
      wrote generated/live/apps/web/shop/externalsecret.external-secrets.io.web-token.yaml
      wrote generated/live/apps/web/shop/horizontalpodautoscaler.autoscaling.web.yaml
      wrote generated/live/apps/web/shop/ingress.networking.k8s.io.web.yaml
      wrote generated/live/apps/web/shop/poddisruptionbudget.policy.web.yaml
      wrote generated/live/apps/web/shop/service.core.web.yaml
      wrote generated/live/apps/web/shop/serviceaccount.core.web.yaml
      "
    `)
    expect(workspace.read('environments/live.yaml')).toBe(`${before.live}apps:
  web:
    image:
      tag: 1.4.2
      digest: ${digest}
`)
    expect(workspace.read('environments/test.yaml')).toBe(before.test)
    expect(workspace.tree()['live/apps/web/shop/deployment.apps.web.yaml']).toContain(image)
    const changed = Object.entries(workspace.tree()).filter(([k, v]) => before.tree[k] !== v)
    expect(
      changed.map(([path]) => path).filter((path) => !path.startsWith('live/apps/web/')),
    ).toEqual([])
    expect(workspace.run('generate', '--check').code).toBe(0)
  })

  it('sets several environments at once, and answers in JSON', () => {
    const workspace = current()
    const args = ['--env', 'test', '--env', 'live', '--json']
    const run = workspace.run('image', 'set', 'web', `@${digest}`, ...args)
    expect([run.code, run.stderr]).toEqual([0, ''])
    const result = JSON.parse(run.stdout)
    const from = {
      image: expect.stringMatching(/^registry\.example\.com\/web:1\.0\.0@sha256:0123/),
      tag: '1.0.0',
      digest: expect.stringMatching(/^sha256:0123/),
    }
    const to = { image: `registry.example.com/web:1.0.0@${digest}`, tag: '1.0.0', digest }
    expect(result).toEqual({
      app: 'web',
      environments: [
        { environment: 'live', from, to },
        { environment: 'test', from, to },
      ],
      files: [
        'environments/live.yaml',
        'environments/test.yaml',
        'generated/live/apps/web/shop/deployment.apps.web.yaml',
        'generated/test/apps/web/shop/deployment.apps.web.yaml',
      ],
      problems: [],
    })
  })

  it('writes nothing where the image is set already', () => {
    const workspace = current()
    workspace.run('image', 'set', 'web', image, '--env', 'live')
    const before = state(workspace)
    const run = workspace.run('image', 'set', 'web', image, '--env', 'live')
    expect([run.code, run.stderr]).toEqual([0, ''])
    expect(run.stdout).toMatch(/^nothing to release: web runs it already\n/)
    expect(state(workspace)).toEqual(before)
    const json = workspace.run('image', 'set', 'web', image, '--env', 'live', '--json')
    expect(JSON.parse(json.stdout)).toMatchObject({ app: 'web', files: [] })
  })

  it('goes back to an earlier image byte for byte', () => {
    const workspace = current()
    workspace.run('image', 'set', 'web', image, '--env', 'live')
    const before = state(workspace)
    workspace.run('image', 'set', 'web', `:1.5.0@${digest.replace('9f', '8e')}`, '--env', 'live')
    expect(state(workspace)).not.toEqual(before)
    workspace.run('image', 'set', 'web', image, '--env', 'live')
    expect(state(workspace)).toEqual(before)
  })

  it('says which exception is not needed any more, at its line', () => {
    const workspace = current({
      'apps/web/app.ts': byTag('web'),
      'environments/live.yaml': `${tinyWorkspace['environments/live.yaml']}${exception}`,
    })
    const { code, stderr } = workspace.run('image', 'set', 'web', image, '--env', 'live')
    expect(code).toBe(0)
    const lines = workspace.read('environments/live.yaml').split('\n')
    const line = lines.indexOf('  - rule: require-image-digest') + 1
    expect(stderr).toContain(
      `warning [unused-suppression] environments/live.yaml:${line}:5 · apps/Deployment shop/web\n`,
    )
  })

  it('says that the standby runs another image', () => {
    const workspace = current({
      'environments/spare.yaml': `standbyFor: live
region: eu-central-1
zones: [eu-central-1a, eu-central-1b]
domain: live.example.com
network: { cidr: 10.30.0.0/16, nat: Single }
`,
    })
    const { stderr } = workspace.run('image', 'set', 'web', image, '--env', 'live')
    expect(stderr).toContain('warning [standby-image] environments/spare.yaml\n')
    expect(stderr).toContain('fix: skyctl promote web --from live --to spare\n')
    const args = ['--from', 'live', '--to', 'spare']
    expect(workspace.run('promote', 'web', ...args).stderr).not.toContain('warning')
  })
})

describe('skyctl promote', () => {
  it('copies tag and digest, and says from what to what', () => {
    const workspace = current()
    workspace.run('image', 'set', 'web', image, '--env', 'test')
    const { code, stdout } = workspace.run('promote', 'web', '--from', 'test', '--to', 'live')
    expect(code).toBe(0)
    expect(stdout).toMatchInlineSnapshot(`
      "promote web 1.4.2 from test to live

      live: 1.0.0@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef -> 1.4.2@sha256:9f86d081884c7d659f86d081884c7d659f86d081884c7d659f86d081884c7d65
      "
    `)
    expect(workspace.tree()['live/apps/web/shop/deployment.apps.web.yaml']).toContain(image)
    expect(workspace.run('generate', '--check').code).toBe(0)
  })

  it('copies what runs, wherever that is written', () => {
    const workspace = current()
    workspace.run('image', 'set', 'web', image, '--env', 'live')
    workspace.run('promote', 'web', '--from', 'test', '--to', 'live')
    expect(workspace.read('environments/live.yaml')).toContain('digest: sha256:0123456789abcdef')
  })

  it('has nothing to do where both run the same', () => {
    const workspace = current()
    const before = state(workspace)
    const { code, stdout } = workspace.run('promote', 'web', '--from', 'test', '--to', 'live')
    expect([code, stdout.split('\n')[0]]).toEqual([0, 'nothing to release: web runs it already'])
    expect(state(workspace)).toEqual(before)
  })

  it('refuses what runs by tag only, at the line that says so', () => {
    const workspace = current({
      'apps/web/app.ts': byTag('web'),
      'environments/live.yaml': `${tinyWorkspace['environments/live.yaml']}${exception}`,
      'environments/test.yaml': `${tinyWorkspace['environments/test.yaml']}apps:\n  web:\n    image: { tag: "1.5" }\n`,
    })
    const run = workspace.run('promote', 'web', '--from', 'test', '--to', 'live')
    expect(refusal(run)).toEqual([1, 'error [unpinned-image] environments/test.yaml:7:5'])
    expect(run.stderr).toContain('skyctl image set web :1.5@sha256:... --env test')
  })
})

describe('what is wrong is refused, and nothing is written:', () => {
  const live = ['--env', 'live']
  const onlyTest = (tinyWorkspace['apps/store/app.ts'] ?? '').replace(
    "kind: 'StatefulSet',",
    "kind: 'StatefulSet', environments: ['test'],",
  )
  const workspace = createWorkspace({
    files: { 'apps/store/app.ts': onlyTest },
    cleanUp: afterAll,
  })
  it.each([
    [
      'an app',
      ['image', 'set', 'wbe', image, ...live],
      [2, 'error [unknown-app]'],
      "did you mean 'web'?",
    ],
    [
      'a component',
      ['image', 'set', 'network', image, ...live],
      [2, 'error [unknown-app]'],
      'platform/network/values.ts',
    ],
    [
      'an environment',
      ['image', 'set', 'web', image, '--env', 'lvie'],
      [2, 'error [unknown-environment]'],
      "did you mean 'live'?",
    ],
    [
      'all at once',
      ['image', 'set', 'wbe', 'x:1', '--env', 'lvie'],
      [2, 'error [unknown-app]', 'error [unknown-environment]', 'error [invalid-image]'],
      '3 errors',
    ],
    [
      'a tag without a digest',
      ['image', 'set', 'web', 'registry.example.com/web:1.4.2', ...live],
      [2, 'error [invalid-image]'],
      'a tag can be moved',
    ],
    [
      'a placeholder',
      ['image', 'set', 'web', `:1@sha256:${'0'.repeat(64)}`, ...live],
      [2, 'error [invalid-image]'],
      'placeholder',
    ],
    [
      'a short digest',
      ['image', 'set', 'web', ':1@sha256:9f86', ...live],
      [2, 'error [invalid-image]'],
      '4 digits instead of 64',
    ],
    [
      'another repository',
      ['image', 'set', 'web', `registry.example.com/api:1@${digest}`, ...live],
      [2, 'error [foreign-repository]'],
      'apps/web/app.ts',
    ],
    [
      'where the app does not run',
      ['image', 'set', 'store', `:1@${digest}`, ...live],
      [2, 'error [absent-app]'],
      'it runs in test',
    ],
    [
      'a promotion from there',
      ['promote', 'store', '--from', 'live', '--to', 'test'],
      [2, 'error [absent-app]'],
      'it runs in test',
    ],
    [
      'a promotion to there',
      ['promote', 'store', '--from', 'test', '--to', 'live'],
      [2, 'error [absent-app]'],
      'it runs in test',
    ],
    [
      'a promotion to itself',
      ['promote', 'web', '--from', 'live', '--to', 'live'],
      [2, 'error [same-environment]'],
      '--to',
    ],
    [
      'no environment',
      ['image', 'set', 'web', image],
      [2, "error: required option '--env <environment>' not specified"],
      '',
    ],
    [
      'a promotion without a source',
      ['promote', 'web', '--to', 'live'],
      [2, "error: required option '--from <environment>' not specified"],
      '',
    ],
    [
      'a format',
      ['image', 'set', 'web', image, ...live, '--format', 'xml'],
      [2, 'error: unknown --format xml: text or json'],
      '',
    ],
    [
      'a flag',
      ['promote', 'web', '--from', 'test', '--ot', 'live', '--to', 'live'],
      [2, "error: unknown option '--ot'"],
      'Did you mean --to?',
    ],
  ] as const)('%s', (_, args, expected, hint) => {
    const run = workspace.run(...args)
    expect(refusal(run)).toEqual(expected)
    expect(run.stdout).toBe('')
    expect(run.stderr).toContain(hint)
    expect(workspace.read('environments/live.yaml')).toBe(tinyWorkspace['environments/live.yaml'])
  })

  it.each([
    ['generated/live/apps/api/shop/service.core.api.yaml', '3000', '3001'],
    ['.github/CODEOWNERS', '@acme/shop', '@acme/shops'],
  ])('a tree that is not current: %s', (path, from, to) => {
    const workspace = current()
    workspace.edit(path, from, to)
    const before = state(workspace)
    const run = workspace.run('image', 'set', 'web', image, '--env', 'live')
    expect(refusal(run)).toEqual([1, 'error [stale-tree]'])
    expect(run.stderr).toContain(path)
    expect(run.stderr).toContain('npm run generate')
    expect(state(workspace)).toEqual(before)
  })

  it('but not a tree that is stale in another environment, which the release does not touch', () => {
    const workspace = current()
    workspace.edit('generated/test/apps/api/shop/service.core.api.yaml', '3000', '3001')
    expect(workspace.run('image', 'set', 'web', image, '--env', 'live').code).toBe(0)
    expect(workspace.tree()['test/apps/api/shop/service.core.api.yaml']).toContain('3001')
  })

  it('an image that is shared by an anchor', () => {
    const workspace = current({
      'environments/live.yaml': `${tinyWorkspace['environments/live.yaml']}apps:
  web: { image: &shared { tag: "1.1", digest: ${digest} } }
  api: { image: *shared }
`,
    })
    const before = state(workspace)
    const run = workspace.run('image', 'set', 'web', image, '--env', 'live')
    expect(refusal(run)).toEqual([1, 'error [cannot-edit] environments/live.yaml:8:10'])
    expect(state(workspace)).toEqual(before)
  })

  it('in JSON as well', () => {
    const run = createWorkspace().run('image', 'set', 'wbe', image, '--env', 'live', '--json')
    expect(run.code).toBe(2)
    expect(JSON.parse(run.stdout)).toMatchObject({ problems: [{ id: 'unknown-app' }] })
  })
})

describe('help', () => {
  it.each([['image', 'set'], ['promote']])('of %s %s explains each flag', (...command) => {
    const { code, stdout } = createWorkspace().run(...command, '--help')
    expect(code).toBe(0)
    expect(stdout).toContain('Examples:')
    for (const flag of ['--allow-prune', '--format', '--json']) expect(stdout).toContain(flag)
  })
})
