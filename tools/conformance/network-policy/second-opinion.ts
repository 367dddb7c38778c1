import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { JsonObject } from '@skyctl/core'

const here = import.meta.dirname
const cache = join(here, '../../../node_modules/.cache/skyctl/conformance')
const binary = join(cache, 'network-policy')

/** A pod, or an address outside of the cluster where it has no namespace. */
export interface AskedPeer {
  readonly namespace?: string
  readonly namespaceLabels?: Readonly<Record<string, string>>
  readonly labels?: Readonly<Record<string, string>>
  readonly ip: string
}

export interface AskedQuery {
  readonly from: AskedPeer
  readonly to: AskedPeer
  readonly port: number
  /** Name of that port of the listening pod; empty where it has none. */
  readonly portName: string
  readonly protocol: string
}

export interface SecondOpinion {
  readonly egress: boolean
  readonly ingress: boolean
}

export interface AskedWorld {
  readonly policies: readonly JsonObject[]
  readonly queries: readonly AskedQuery[]
}

/** Compiles the evaluator. */
export function buildSecondOpinion(): void {
  mkdirSync(cache, { recursive: true })
  execFileSync('go', ['build', '-o', binary, '.'], { cwd: here, stdio: ['ignore', 2, 2] })
}

/** What cyclonus says of each query of each world, in order. */
export function askSecondOpinion(
  worlds: readonly AskedWorld[],
): readonly (readonly SecondOpinion[])[] {
  const stdout = execFileSync(binary, [], {
    input: worlds.map((world) => `${JSON.stringify(world)}\n`).join(''),
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  })
  const lines = stdout.split('\n').filter((line) => line !== '')
  if (lines.length !== worlds.length) {
    throw new Error(`${lines.length} answers to ${worlds.length} worlds`)
  }
  return lines.map((line) => (JSON.parse(line) as { answers: readonly SecondOpinion[] }).answers)
}
