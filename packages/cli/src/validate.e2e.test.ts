import { spawnSync } from 'node:child_process'
import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { binary, createWorkspace } from './testing/workspace.ts'

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  replicas: '2'
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
      - name: web
        image: registry.example.com/web:1.0.0
        prots: []
`
const service = `apiVersion: v1
kind: Service
metadata: { name: web }
spec: { ports: [{ port: 80 }] }
`

/** A workspace that holds a stranger's manifests. */
function strangers(files: Readonly<Record<string, string>> = { 'm/web.yaml': deployment }) {
  return createWorkspace({ files })
}

describe('skyctl validate', () => {
  it('says where, what, why and what to do, all at once', () => {
    const { code, stdout, stderr } = strangers().run('validate', 'm')
    expect(code).toBe(1)
    expect(stdout).toBe('judged: 1 objects\n')
    expect(stderr).toMatchInlineSnapshot(`
      "error [wrong-type] m/web.yaml:5:3 · apps/Deployment shop/web
        5 |   replicas: '2'
          |   ^
        spec.replicas is the text "2", and must be a whole number
        fix: take the quotes away

      error [unknown-field] m/web.yaml:13:9 · apps/Deployment shop/web
        13 |         prots: []
           |         ^
        spec.template.spec.containers[0] has no field 'prots': the API server drops it or refuses the object
        fix: did you mean 'ports'?

      2 errors
      "
    `)
  })

  it('accepts what is right, and counts it', () => {
    const workspace = strangers({ 'm/a.yaml': service, 'm/b.yaml': `${service}---\n${service}` })
    expect(workspace.run('validate', 'm')).toEqual({
      code: 0,
      stdout: 'judged: 3 objects\n',
      stderr: '',
    })
  })

  it('reads standard input', () => {
    const { stdout } = spawnSync(process.execPath, [binary, 'validate', '-', '--json'], {
      input: deployment,
      encoding: 'utf8',
    })
    expect((JSON.parse(stdout) as { problems: { where: object }[] }).problems[0]?.where).toEqual({
      file: '-',
      index: 0,
      object: 'apps/Deployment shop/web',
      pointer: '/spec/replicas',
      line: 5,
      column: 3,
    })
  })

  it('refuses wrong use', () => {
    const workspace = strangers()
    for (const [args, message] of [
      [[], 'name what to judge: paths, or --batch with a file'],
      [['m', '--format', 'xml'], 'unknown --format xml: text, json, sarif, junit'],
      [['m', '--kubernetes-version', '1.20'], 'no schemas of Kubernetes 1.20: 1.35, 1.36'],
      [['m', '--guardrails', 'lax'], 'unknown --guardrails lax: baseline or strict'],
      [['m', '--today', 'tomorrow'], '--today tomorrow is no date: YYYY-MM-DD'],
    ] as const) {
      const { code, stderr } = workspace.run('validate', ...args)
      expect([code, stderr.split('\n')[0]]).toEqual([2, `error: ${message}`])
    }
  })

  it('cannot judge what is not there, and says so with another exit code', () => {
    const { code, stderr } = strangers().run('validate', 'gone', 'm')
    expect(code).toBe(2)
    expect(stderr).toContain('error [unreadable-path] gone\n  it does not exist')
    expect(stderr).toContain('error [unknown-field] m/web.yaml')
  })

  it('says which folder it may not read', () => {
    const workspace = strangers({ 'm/web.yaml': service, 'm/shut/a.yaml': service })
    const { code, stderr } = runWithout(workspace.dir, 'm/shut')
    expect(code).toBe(2)
    expect(stderr).toContain('[unreadable-path] m/shut')
  })
})

/** Judges `m` as somebody who may not enter a folder: root may enter all, so it becomes nobody first. */
function runWithout(dir: string, folder: string): { code: number | null; stderr: string } {
  const isRoot = process.getuid?.() === 0
  chmodSync(dir, 0o755)
  chmodSync(join(dir, folder), isRoot ? 0o700 : 0)
  const script = fileURLToPath(new URL('./testing/run-as-nobody.ts', import.meta.url))
  const asNobody = ['--import', 'tsx', script, dir, 'validate', 'm']
  const { status, stderr } = spawnSync(
    process.execPath,
    isRoot ? asNobody : [binary, '-C', dir, 'validate', 'm'],
    { encoding: 'utf8', cwd: fileURLToPath(new URL('.', import.meta.url)) },
  )
  chmodSync(join(dir, folder), 0o700)
  return { code: status, stderr }
}

describe('formats', () => {
  it('are SARIF for code scanning', () => {
    const { stdout } = strangers().run('validate', 'm', '--format', 'sarif')
    const { runs } = JSON.parse(stdout) as {
      runs: {
        tool: { driver: { rules: { id: string }[] } }
        results: { ruleId: string; ruleIndex: number }[]
      }[]
    }
    const [run] = runs
    expect(
      run?.results.map(({ ruleId, ruleIndex }) => run.tool.driver.rules[ruleIndex]?.id === ruleId),
    ).toEqual([true, true])
    expect(run?.results[0]).toMatchObject({
      level: 'error',
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'm/web.yaml' },
            region: { startLine: 5, startColumn: 3 },
          },
        },
      ],
    })
  })

  it('are JUnit for everything else', () => {
    const { stdout } = strangers().run('validate', 'm', '--format', 'junit')
    expect(stdout.split('\n').slice(0, 3)).toEqual([
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<testsuites tests="2" failures="2">',
      '  <testsuite name="skyctl validate" tests="2" failures="2">',
    ])
    expect(stdout).toContain('name="wrong-type m/web.yaml:5:3 apps/Deployment shop/web"')
    expect(stdout).toContain('the text &quot;2&quot;')
  })
})

describe('guardrails of a stranger', () => {
  const good = deployment.replace("'2'", '2').replace('        prots: []\n', '')

  it('run where a level is asked for', () => {
    const workspace = strangers({ 'm/web.yaml': good })
    expect(workspace.run('validate', 'm').code).toBe(0)
    const { code, stderr } = workspace.run('validate', 'm', '--guardrails', 'strict')
    expect(code).toBe(1)
    expect(stderr).toContain('error [require-resources] m/web.yaml:11:9 · apps/Deployment shop/web')
  })

  it('can be accepted as they are, once, and shrink', () => {
    const workspace = strangers({ 'm/web.yaml': good })
    const strict = ['validate', 'm', '--guardrails', 'strict'] as const
    expect(workspace.run(...strict, '--write-baseline', 'b.json').code).toBe(0)
    expect(workspace.run(...strict, '--baseline', 'b.json')).toMatchObject({ code: 0, stderr: '' })
    workspace.edit('m/web.yaml', 'web:1.0.0', 'web:latest')
    expect(workspace.run(...strict, '--baseline', 'b.json').stderr).toContain('[ban-latest-tag]')
  })

  it('have exceptions, each with its reason and its day', () => {
    const exception = (rule: string) => ({
      rule,
      object: 'apps/Deployment shop/web',
      reason: 'moved in the spring',
      expires: '2027-03-31',
    })
    const workspace = strangers({
      'm/web.yaml': good,
      's.yaml': JSON.stringify([exception('require-resources')]),
    })
    const run = (...args: string[]) =>
      workspace.run(
        'validate',
        'm',
        '--guardrails',
        'baseline',
        '--suppressions',
        's.yaml',
        ...args,
      )
    expect(run().stderr).not.toContain('[require-resources]')
    expect(run('--today', '2027-04-01').stderr).toContain('error [expired-suppression]')
    workspace.write('s.yaml', '- rule: require-resources\n  objct: a\n')
    const broken = run()
    expect(broken.code).toBe(2)
    expect(broken.stderr).toContain('error [invalid-settings] s.yaml:1:3')
  })
})

it('answers lines of JSON in order, and goes on after one that cannot be read', () => {
  const object = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'a' },
    spec: { ports: [{ port: 80 }], prots: [] },
  }
  const workspace = createWorkspace({
    files: {
      'batch.ndjson': [JSON.stringify({ id: 1, objects: [object] }), '{', '{"id":3}'].join('\n'),
    },
  })
  const { code, stdout } = workspace.run('validate', '--batch', 'batch.ndjson')
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(code).toBe(0)
  expect(lines[0]).toMatchObject({
    id: 1,
    problems: [{ id: 'unknown-field', where: { pointer: '/objects/0/spec/prots' } }],
  })
  expect(lines[1]).toHaveProperty('error')
  expect(lines[2]).toEqual({ id: 3, error: "'objects' must be a list of objects" })
})

describe('examples', () => {
  const folder = fileURLToPath(new URL('../../schema-lib/src/testing/examples', import.meta.url))

  it.each(['kubernetes', 'cilium', 'tekton', 'velero', 'argocd'])(
    'as the documentation of %s shows them are accepted',
    (name) => {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [binary, 'validate', join(folder, `${name}.yaml`)],
        { encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } },
      )
      expect(stderr).toBe('')
      expect(status).toBe(0)
      expect(stdout).toMatch(/^judged: ([4-9]|[1-9]\d) objects\n$/)
    },
  )
})

describe('a Cilium policy', () => {
  it('that the API server takes and the agent refuses is refused here, at its line', () => {
    const policy = `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: api, namespace: shop }
spec:
  endpointSelector: { matchLabels: { app: api } }
  ingress:
  - fromEndpoints: [{ matchLabels: { app: web } }]
    fromEntities: [host]
`
    const { code, stderr } = strangers({ 'm/policy.yaml': policy }).run('validate', 'm')
    expect(code).toBe(1)
    expect(stderr).toMatchInlineSnapshot(`
      "error [choose-peer-kind] m/policy.yaml:7:5 · cilium.io/CiliumNetworkPolicy shop/api
        7 |   - fromEndpoints: [{ matchLabels: { app: web } }]
          |     ^
        one rule has fromEndpoints and fromEntities: Cilium takes one kind of peers a rule, and refuses the policy (its agent does, after the API server took it: nothing of the policy is enforced)
        fix: make one rule of each

      1 error
      "
    `)
  })
})
