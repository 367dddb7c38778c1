import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { JsonObject } from '@skyctl/core'
import { definitionsFile, writeDefinitions } from './custom/definitions.ts'

const here = import.meta.dirname
const cache = join(here, '../../../node_modules/.cache/skyctl/conformance')
const binary = join(cache, 'kubernetes')

export interface Verdict {
  readonly id: string
  readonly accepted: boolean
  readonly stage?: string
  readonly errors?: readonly string[]
}

/** Compiles the judge and fetches the CRDs that it serves. The first time takes minutes: Kubernetes is large. */
export function buildJudge(): void {
  writeDefinitions()
  mkdirSync(cache, { recursive: true })
  execFileSync('go', ['build', '-o', binary, '.'], { cwd: here, stdio: ['ignore', 2, 2] })
}

/** What an API server says to each object, in order. */
export function askKubernetes(objects: readonly JsonObject[]): readonly Verdict[] {
  const input = objects.map((object, id) => `${JSON.stringify({ id: String(id), object })}\n`)
  const { status, stdout, stderr, error } = spawnSync(binary, [definitionsFile], {
    input: input.join(''),
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  })
  if (error !== undefined) throw error
  if (status !== 0) throw new Error(`the judge of Kubernetes failed: ${stderr}`)
  const verdicts = stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Verdict)
  if (
    verdicts.some(({ id }, index) => id !== String(index)) ||
    verdicts.length !== objects.length
  ) {
    throw new Error(`the judge answered ${verdicts.length} of ${objects.length} requests`)
  }
  return verdicts
}

/**
 * The folder of a module that the judge is built from.
 *
 * @param pinnedBy The folder of another go.mod, from the root of the repository.
 */
export function moduleFolder(module: string, pinnedBy?: string): string {
  return execFileSync('go', ['list', '-m', '-f', '{{.Dir}}', module], {
    cwd: pinnedBy === undefined ? here : join(here, '../../..', pinnedBy),
    encoding: 'utf8',
  }).trim()
}
