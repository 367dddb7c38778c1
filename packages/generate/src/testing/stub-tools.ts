import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

/** What a script needs besides the tools that stand in for AWS: found on this machine, and nothing else is. */
const utilities = ['basename', 'bash', 'cat', 'cut', 'dirname', 'env', 'sed', 'touch', 'xargs']

/**
 * Stands in for every tool that the bootstrap calls: writes down the call, and answers as the tool would in an account that
 * holds all resources, with a cluster in the state that earlier calls left.
 */
const stub = `#!/bin/bash
call="\${0##*/} $*"
printf '%s\\n' "$call" >>"$STUB_LOG"
if [ -n "\${STUB_FAIL:-}" ] && [[ $call == *"$STUB_FAIL"* ]]; then
  echo "refused: $call" >&2
  exit 9
fi
value_of() { local previous='' word; for word in "\${words[@]}"; do [ "$previous" = "$1" ] && echo "$word"; previous=$word; done; }
words=("$@")
has() { [ -e "$STUB_STATE/$1" ]; }
case $call in
  'aws sts '*) echo "\${STUB_ACCOUNT:-111122223333}" ;;
  'aws kms describe-key '*) [ -n "\${STUB_NO_KEY:-}" ] && exit 254; echo Enabled ;;
  'aws iam get-role '*)
    role=$(value_of --role-name)
    if [[ $role == cloudforcesky-* ]] && ! has roles; then exit 254; fi
    echo "$role"
    ;;
  'aws route53 list-hosted-zones'*) echo /hostedzone/Z1 ;;
  'aws acm list-certificates'* | 'aws wafv2 list-web-acls'*) echo arn:something ;;
  'aws secretsmanager describe-secret'*) value_of --secret-id ;;
  'aws sesv2 get-email-identity'*) echo True ;;
  'aws rds describe-db-instances'*--db-instance-identifier*) echo available ;;
  'aws rds describe-db-instances'*) echo "\${STUB_DATABASES:-}" ;;
  'aws eks describe-cluster'*cluster.endpoint*) echo https://ABC.gr7.eu-west-1.eks.amazonaws.com ;;
  'aws eks describe-cluster'*) has cluster || exit 254; echo ACTIVE ;;
  'aws eks describe-nodegroup'*) has nodes || exit 254; echo ACTIVE ;;
  'aws elbv2 describe-load-balancers'*) echo Z2 ;;
  'eksctl create cluster'*) has cluster && exit 1; touch "$STUB_STATE/cluster" ;;
  'eksctl create iamserviceaccount'*) touch "$STUB_STATE/roles" ;;
  'eksctl create nodegroup'*) touch "$STUB_STATE/nodes" ;;
  'helm upgrade --install '*) touch "$STUB_STATE/helm-$3" ;;
  'helm '*' list '*)
    release=$(value_of --filter)
    release=\${release#^}
    release=\${release%$}
    if has "helm-$release"; then echo "$release"; fi
    ;;
  'git '*) [ -z "\${STUB_PRIVATE:-}" ] || exit 128 ;;
  'kubectl '*' get ingress'*) echo lb.example.com ;;
  'kubectl '*' create '* | 'kubectl label '* | 'kubectl '*'--filename=-'*) cat >/dev/null ;;
esac
`

export interface ScriptRun {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
  /** Calls of the stubs, in order. */
  readonly calls: readonly string[]
}

export interface StubOptions {
  readonly args?: readonly string[]
  readonly input?: string
  /** Variables that make a stub answer otherwise. */
  readonly env?: Readonly<Record<string, string>>
}

/** A folder in which a script runs against stubs only; their state lasts from one run to the next. */
export function createStubbedScript(path: string, text: string, tools: readonly string[]) {
  const root = mkdtempSync(join(tmpdir(), 'skyctl-script-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  const bin = join(root, 'bin')
  const state = join(root, 'state')
  const log = join(root, 'log')
  const script = join(root, 'workspace', path)
  for (const folder of [bin, state, dirname(script)]) mkdirSync(folder, { recursive: true })
  writeFileSync(script, text)
  for (const tool of tools) {
    writeFileSync(join(bin, tool), stub)
    chmodSync(join(bin, tool), 0o755)
  }
  for (const utility of utilities) {
    const found = execFileSync('bash', ['-c', 'command -v "$0"', utility], { encoding: 'utf8' })
    symlinkSync(found.trim(), join(bin, utility))
  }
  return ({ args = [], input = '', env = {} }: StubOptions = {}): ScriptRun => {
    rmSync(log, { force: true })
    const { status, stdout, stderr } = spawnSync(join(bin, 'bash'), [script, ...args], {
      input,
      encoding: 'utf8',
      env: { PATH: bin, STUB_LOG: log, STUB_STATE: state, SKYCTL_GIT_CREDENTIAL: 'token', ...env },
    })
    const calls = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []
    return { status, stdout, stderr, calls }
  }
}
