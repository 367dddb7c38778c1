import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { binary } from './testing/workspace.ts'

const root = mkdtempSync(join(tmpdir(), 'skyctl-policy-diff-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const git = (...args: readonly string[]) =>
  execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], {
    cwd: root,
  })

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

const profile = `cilium:
  ciliumVersion: '1.20'
  kubeAPIServer: external
`
const pod = (name: string) => `apiVersion: v1
kind: Pod
metadata:
  namespace: shop
  name: ${name}
  labels:
    app: ${name}
spec:
  containers:
  - name: main
`
const policy = (peer: string) => `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata:
  namespace: shop
  name: api
spec:
  endpointSelector:
    matchLabels:
      app: api
  ingress:
  - fromEndpoints:
    - matchLabels:
        app: ${peer}
    toPorts:
    - ports:
      - port: "8080"
        protocol: TCP
`

for (const environment of ['live', 'test']) {
  write(`generated/${environment}/world/profile.yaml`, profile)
  for (const name of ['api', 'job', 'web']) {
    write(`generated/${environment}/apps/${name}/pod.yaml`, pod(name))
  }
  write(`generated/${environment}/apps/api/policy.yaml`, policy('web'))
}
git('init', '--quiet', '--initial-branch', 'main')
git('add', '--all')
git('commit', '--quiet', '--message', 'first')
for (const environment of ['live', 'test']) {
  write(`generated/${environment}/apps/api/policy.yaml`, policy('job'))
}
git('commit', '--quiet', '--all', '--message', 'second')
write('generated/test/apps/api/policy.yaml', policy('web'))

function diff(...args: readonly string[]) {
  const run = spawnSync(process.execPath, [binary, '-C', root, 'policy', 'diff', ...args], {
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  })
  return { status: run.status, stdout: run.stdout, stderr: run.stderr }
}

describe('skyctl policy diff', () => {
  it('compares two revisions, and says once what is the same in every environment', () => {
    expect(diff('HEAD~1', 'main')).toEqual({
      status: 0,
      stderr: '',
      stdout: `**shop/job may now reach shop/api on tcp/8080 (live, test). 1 more below.**

### Opened

- shop/job may now reach shop/api on tcp/8080 (live, test)
  - ingress: cilium.io/CiliumNetworkPolicy shop/api /spec/ingress/0 allows it — \`generated/live/apps/api/policy.yaml:11\`

### Closed

- shop/web may no longer reach shop/api on tcp/8080 (live, test)
  - ingress: cilium.io/CiliumNetworkPolicy shop/api /spec/ingress/0 allowed it, and is gone or says something else — \`generated/live/apps/api/policy.yaml:11\`
`,
    })
  })

  it('compares a revision with a folder, which may hold what is not committed', () => {
    const { stdout } = diff('HEAD', 'generated')
    expect(stdout.split('\n')[0]).toBe(
      '**shop/web may now reach shop/api on tcp/8080 (test). 1 more below.**',
    )
  })

  it('compares folders of any manifests', () => {
    write('before/all.yaml', [pod('api'), pod('web')].join('---\n'))
    write('after/all.yaml', [pod('api'), pod('web'), policy('web')].join('---\n'))
    const { stdout } = diff('before', 'after')
    expect(stdout).toContain('shop/api is now denied ingress by default')
    expect(stdout).toContain('`all.yaml:')
  })

  it('exits 1 on a difference where that is asked for', () => {
    expect(diff('HEAD~1', 'HEAD', '--exit-code').status).toBe(1)
    const same = diff('HEAD', 'HEAD', '--exit-code')
    expect([same.status, same.stdout]).toEqual([0, '**No connection changes.**\n'])
  })

  it('answers in JSON and SARIF, of some environments', () => {
    const json = JSON.parse(diff('HEAD~1', 'HEAD', '--env', 'live', '--json').stdout)
    expect(json.items.map(({ sentence }: { sentence: string }) => sentence)).toEqual([
      'shop/job may now reach shop/api on tcp/8080',
      'shop/web may no longer reach shop/api on tcp/8080',
    ])
    expect(json.environments.map(({ name }: { name: string }) => name)).toEqual(['live'])
    expect(json.environments[0].connections[0].gained).toEqual([
      { protocol: 'TCP', from: 8080, to: 8080 },
    ])
    const sarif = JSON.parse(diff('HEAD~1', 'HEAD', '--format', 'sarif').stdout)
    const [first] = sarif.runs[0].results
    expect([first.ruleId, first.level]).toEqual(['policy-diff-opened', 'warning'])
    expect(first.locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'generated/live/apps/api/policy.yaml' },
      region: { startLine: 11, startColumn: 5 },
    })
  })

  it('says what is wrong with its arguments', () => {
    const nowhere = diff('nowhere', 'HEAD')
    expect([nowhere.status, nowhere.stdout]).toEqual([2, ''])
    expect(nowhere.stderr).toContain("'nowhere' is no commit of this repository, and no folder")
    const environment = diff('HEAD~1', 'HEAD', '--env', 'liev')
    expect(environment.status).toBe(2)
    expect(environment.stderr).toContain("did you mean 'live'?")
    expect(diff('HEAD~1', 'HEAD', '--format', 'yaml').stderr).toContain('md, json, sarif')
    write('broken/a.yaml', 'a: [\n')
    expect(diff('HEAD', 'broken').status).toBe(2)
  })
})
