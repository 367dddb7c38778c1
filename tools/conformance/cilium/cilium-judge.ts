import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Json } from '@skyctl/core'
import type { ProfileInput, Query } from '@skyctl/policy-lib'

const here = import.meta.dirname
const cache = join(here, '../../../node_modules/.cache/skyctl/conformance')
/** Where {@link buildJudge} puts it. */
export const judgeBinary = join(cache, 'cilium')

export type SideVerdict = 'allowed' | 'denied' | 'may' | 'none'

export interface Verdict {
  readonly egress: SideVerdict
  readonly ingress: SideVerdict
  readonly verdict: 'allowed' | 'denied' | 'may'
  /** Proxies that do not let everything through. */
  readonly l7?: readonly { readonly direction: 'egress' | 'ingress'; readonly type: string }[]
  /** Why a policy cannot be computed. */
  readonly errors?: readonly string[]
}

export interface Rejection {
  /** `cilium.io/CiliumNetworkPolicy shop/web` */
  readonly object: string
  readonly judge: 'admission' | 'agent'
  readonly errors: readonly string[]
}

/** A world with what is asked about it: the batch form of `skyctl policy verdict`. */
export interface Question {
  readonly world: readonly Json[]
  readonly queries: readonly Query[]
  readonly profile?: ProfileInput
}

export interface WorldAnswer {
  readonly verdicts: readonly Verdict[]
  readonly rejected: readonly Rejection[]
  readonly error?: string
}

export interface Judgement {
  readonly object: string
  readonly admission: Opinion
  readonly agent?: Opinion
}

export interface Opinion {
  readonly accepted: boolean
  readonly errors?: readonly string[]
}

/** Compiles the judge. The first time takes minutes: Cilium is large. */
export function buildJudge(): void {
  mkdirSync(cache, { recursive: true })
  execFileSync('go', ['build', '-o', judgeBinary, '.'], { cwd: here, stdio: ['ignore', 2, 2] })
}

/** The CRD of ClusterNetworkPolicy, which Cilium reads and does not bring, as its module has it. */
function clusterNetworkPolicyCrd(): string {
  const module = 'sigs.k8s.io/network-policy-api'
  const folder = execFileSync('go', ['list', '-m', '-f', '{{.Dir}}', module], {
    cwd: here,
    encoding: 'utf8',
  }).trim()
  return join(
    folder,
    'config/crd/experimental/policy.networking.k8s.io_clusternetworkpolicies.yaml',
  )
}

let crd: string | undefined

/** What Cilium's engine answers to each question, in order. */
export function askCilium(questions: readonly Question[]): readonly WorldAnswer[] {
  return askLines(questions).map(
    (line) => ({ verdicts: [], rejected: [], ...line }) as unknown as WorldAnswer,
  )
}

/** What the API server and the agent say of each object, each for itself. */
export function judgeObjects(
  objects: readonly Json[],
  profile?: ProfileInput,
): readonly Judgement[] {
  const [line] = askLines([{ objects, ...(profile === undefined ? {} : { profile }) }])
  if (typeof line?.error === 'string') throw new Error(line.error)
  return (line?.judged ?? []) as readonly Judgement[]
}

function askLines(requests: readonly object[]): readonly Readonly<Record<string, unknown>>[] {
  const input = requests.map((request, id) => `${JSON.stringify({ id, ...request })}\n`)
  crd ??= clusterNetworkPolicyCrd()
  const { status, stdout, stderr, error } = spawnSync(judgeBinary, [crd], {
    input: input.join(''),
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  })
  if (error !== undefined)
    throw new Error(`the judge of Cilium failed: ${stderr}`, { cause: error })
  if (status !== 0) throw new Error(`the judge of Cilium failed: ${stderr}`)
  const lines = stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  if (lines.length !== requests.length || lines.some(({ id }, index) => id !== index)) {
    throw new Error(`the judge answered ${lines.length} of ${requests.length} requests`)
  }
  return lines
}
