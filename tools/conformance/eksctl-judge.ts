import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from '../../packages/eks-lib/src/validate/testing/rule-case.ts'

const here = import.meta.dirname
const cache = join(here, '../../node_modules/.cache/skyctl/conformance')
const binary = join(cache, 'conformance')

export interface Request {
  readonly id: string
  readonly file: string
  readonly command: Command
}

export interface Verdict {
  readonly id: string
  readonly accepted: boolean
  readonly stage?: string
  readonly error?: string
}

/** Compiles the judge. The first time takes minutes: eksctl is large. */
export function buildJudge(): void {
  mkdirSync(cache, { recursive: true })
  execFileSync('go', ['build', '-o', binary, '.'], { cwd: here, stdio: ['ignore', 2, 2] })
}

/** What eksctl says to each request, in order. */
export function askEksctl(requests: readonly Request[]): readonly Verdict[] {
  const answers = run('eksctl', requests.map((request) => `${JSON.stringify(request)}\n`).join(''))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Verdict)
  const stray = requests.findIndex(({ id }, index) => answers[index]?.id !== id)
  if (stray >= 0 || answers.length !== requests.length) {
    throw new Error(`eksctl's judge answered ${answers.length} of ${requests.length} requests`)
  }
  return answers
}

/** eksctl's schema, as it is committed under schemas/crds. */
export function printEksctlSchema(): string {
  return run('eksctl-schema', '')
}

/** The folder of the eksctl module that the judge is built from. */
export function eksctlModule(): string {
  return execFileSync('go', ['list', '-m', '-f', '{{.Dir}}', 'github.com/weaveworks/eksctl'], {
    cwd: here,
    encoding: 'utf8',
  }).trim()
}

function run(subcommand: string, input: string): string {
  const { status, stdout, stderr, error } = spawnSync(binary, [subcommand], {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  })
  if (error !== undefined) throw error
  if (status !== 0) throw new Error(`conformance ${subcommand} failed: ${stderr}`)
  return stdout
}
