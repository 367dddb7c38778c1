import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadWorkspace } from '../../load/load-workspace.ts'
import { planEnvironment } from '../../plan.ts'
import { createStubbedScript } from '../../testing/stub-tools.ts'
import { tools } from './bootstrap-script.ts'

const root = fileURLToPath(new URL('../../../../../', import.meta.url))
const path = 'generated/production/cluster/bootstrap.sh'
const cluster = 'cloudforcesky-production'
let script = ''

beforeAll(async () => {
  const workspace = await loadWorkspace(root)
  const environment = workspace.environments.find(({ name }) => name === 'production')
  if (environment === undefined) throw new Error('no production')
  const file = planEnvironment(workspace, environment).files.find(
    (one) => `generated/${one.path}` === path,
  )
  if (file?.body.kind === 'text') script = file.body.text
})

/** The script among stubs; without those tools that are named. */
function bootstrap(...missing: readonly string[]) {
  return createStubbedScript(
    path,
    script,
    tools.filter((tool) => !missing.includes(tool)),
  )
}

/** Calls that change something. */
function changes(calls: readonly string[]): string[] {
  return calls
    .filter((call) =>
      /^(eksctl|helm upgrade|kubectl .* (apply|delete|scale)|aws route53 change)/.test(call),
    )
    .map((call) =>
      call.replace(/ --.*| apply .*--filename=/, (rest) =>
        rest.includes('apply') ? ' apply ' : '',
      ),
    )
}

describe('bootstrap.sh', () => {
  it('takes an account to a synced cluster, in the order of the runbook', () => {
    const { status, stderr, calls } = bootstrap()()
    expect(status).toBe(0)
    expect(stderr.trim().split('\n').at(-1)).toBe(`== cluster ${cluster} is synced`)
    expect(
      calls
        .filter((call) => /^(eksctl|helm upgrade)/.test(call))
        .map((call) => call.split(' --')[0]),
    ).toEqual([
      'eksctl create cluster',
      'eksctl utils associate-iam-oidc-provider',
      'eksctl create iamserviceaccount',
      'helm upgrade',
      'eksctl create nodegroup',
      'helm upgrade',
    ])
  })

  it('repeats no step that is done', () => {
    const run = bootstrap()
    run()
    const { status, stderr, calls } = run()
    expect(status).toBe(0)
    expect(stderr).toContain('== create-control-plane: done already')
    expect(calls.filter((call) => /^(eksctl create|helm upgrade)/.test(call))).toEqual([])
  })

  it('says where it stopped, and goes on there', () => {
    const run = bootstrap()
    const failed = run({ env: { STUB_FAIL: 'helm upgrade --install cilium' } })
    expect(failed.status).toBe(9)
    expect(failed.stderr).toContain(
      `== stopped in step install-cilium; once it is mended: bash ${path}`,
    )
    expect(failed.calls.some((call) => call.startsWith('eksctl create nodegroup'))).toBe(false)
    const { status, calls } = run()
    expect(status).toBe(0)
    expect(
      calls.filter((call) => call.startsWith('eksctl create')).map((call) => call.split(' --')[0]),
    ).toEqual(['eksctl create nodegroup'])
  })

  it.each([
    'eksctl create cluster',
    'eksctl utils associate',
    'get --raw /readyz',
    'eksctl create iamserviceaccount',
    'apply --server-side --filename=-',
    'eksctl create nodegroup',
    'wait node',
    'rollout status daemonset/cilium',
    'rollout status deployment/coredns',
    'helm upgrade --install argocd',
    'kubectl label',
    'application.argoproj.io.root.yaml',
    'wait application/root',
    'aws route53 change-resource-record-sets',
    'curl',
  ])('goes on after a failure of: %s', (command) => {
    const run = bootstrap()
    expect(
      run({
        env: { STUB_FAIL: command, ...(command === 'kubectl label' && { STUB_PRIVATE: '1' }) },
      }).status,
    ).not.toBe(0)
    expect(run().status).toBe(0)
  })

  it('creates nothing while the account lacks something', () => {
    const { status, stderr, calls } = bootstrap()({ env: { STUB_NO_KEY: '1' } })
    expect(status).toBe(1)
    expect(stderr).toContain(`== missing: KMS key alias/${cluster}-secrets`)
    expect(stderr).toContain(`== missing: KMS key alias/${cluster}-volumes`)
    expect(stderr).toContain('as step 0 of generated/production/cluster/RUNBOOK.md says')
    expect(changes(calls)).toEqual([])
  })

  it('refuses credentials of another account', () => {
    const { status, stderr, calls } = bootstrap()({ env: { STUB_ACCOUNT: '444455556666' } })
    expect(status).toBe(1)
    expect(stderr).toContain(
      '== these are credentials of account 444455556666, and the cluster belongs to 111122223333',
    )
    expect(calls).toHaveLength(1)
  })

  it('names every tool that is not installed', () => {
    const { status, stderr, calls } = bootstrap('helm', 'eksctl')()
    expect(status).toBe(1)
    expect(stderr).toBe('== eksctl is not installed\n== helm is not installed\n')
    expect(calls).toEqual([])
  })

  it('prints every command and runs none with --dry-run', () => {
    const { status, stdout, calls } = bootstrap()({ args: ['--dry-run'] })
    expect(status).toBe(0)
    expect(calls).toEqual([])
    expect(stdout).toContain(
      '# create-control-plane\n    eksctl create cluster --config-file generated/production/cluster/cluster.bootstrap.yaml',
    )
  })

  it('begins at a step with --from, and knows its steps', () => {
    const run = bootstrap()
    run()
    expect(run({ args: ['--from', 'wait-for-sync'] }).stderr.split('\n')[0]).toBe(
      '== wait-for-sync',
    )
    const unknown = run({ args: ['--from', 'wait-for-syncs'] })
    expect([unknown.status, unknown.stderr]).toEqual([
      2,
      '== there is no step wait-for-syncs: see --list\n',
    ])
  })

  it('explains itself and refuses what it does not know', () => {
    const run = bootstrap()
    expect(run({ args: ['--help'] }).stdout).toContain(`usage: bash ${path}`)
    expect(run({ args: ['--destroy'] }).status).toBe(2)
  })
})

describe('bootstrap.sh --teardown', () => {
  const teardown = ['--teardown']

  it.each(['', 'yes\n', `${cluster}x\n`, 'cloudforcesky-staging\n'])(
    'deletes nothing for the answer %j',
    (input) => {
      const { status, stderr, calls } = bootstrap()({ args: teardown, input })
      expect(status).toBe(1)
      expect(stderr).toContain('that is not its name; nothing was deleted')
      expect(changes(calls)).toEqual([])
    },
  )

  it('deletes load balancers before the cluster, once its name is typed', () => {
    const { status, calls } = bootstrap()({ args: teardown, input: `${cluster}\n` })
    expect(status).toBe(0)
    expect(
      calls
        .filter((call) => / (scale|delete) /.test(call))
        .map((call) => call.split(' --').slice(0, 3).join(' --')),
    ).toEqual([
      `kubectl --context ${cluster} --namespace argocd scale statefulset/argocd-application-controller`,
      `kubectl --context ${cluster} delete ingress --all`,
      'eksctl delete cluster --config-file generated/production/cluster/cluster.yaml --disable-nodegroup-eviction',
    ])
  })

  it('deletes nothing while a database lives in the VPC', () => {
    const { status, stderr, calls } = bootstrap()({
      args: teardown,
      input: `${cluster}\n`,
      env: { STUB_DATABASES: `${cluster}-orders` },
    })
    expect(status).toBe(1)
    expect(stderr).toContain(`databases in the VPC: ${cluster}-orders`)
    expect(changes(calls)).toEqual([])
  })
})
