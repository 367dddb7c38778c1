import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { BenchmarkFailure } from '../benchmark.ts'

/** What one process used, the helpers that it started included. */
export interface Usage {
  /** From before its start to after its end. */
  readonly wallSeconds: number
  /** User and system time. */
  readonly cpuSeconds: number
  /** Sum of the peaks of the process and its helpers. */
  readonly peakMiB: number
}

const preload = pathToFileURL(join(import.meta.dirname, 'report-usage.mjs')).href

/**
 * Runs a Node script to its end.
 *
 * @param usageFile Where the child leaves its figures; its folder exists.
 * @throws BenchmarkFailure with the child's output where it fails.
 */
export function measureNode(
  script: string,
  args: readonly string[],
  usageFile: string,
): Usage & { readonly stdout: string } {
  const start = performance.now()
  const { status, signal, stdout, stderr, error } = spawnSync(
    process.execPath,
    ['--import', preload, script, ...args],
    {
      encoding: 'utf8',
      maxBuffer: 256 * 1024 * 1024,
      env: { ...process.env, NODE_OPTIONS: '', SKYCTL_BENCH_USAGE: usageFile },
    },
  )
  const wallSeconds = (performance.now() - start) / 1000
  if (status !== 0) {
    const how = error?.message ?? (signal === null ? `exit code ${status}` : `signal ${signal}`)
    throw new BenchmarkFailure(`${script} ${args.join(' ')}: ${how}\n${stderr}${stdout}`)
  }
  const { cpuSeconds, peakKiB } = JSON.parse(readFileSync(usageFile, 'utf8')) as {
    cpuSeconds: number
    peakKiB: number
  }
  return { wallSeconds, cpuSeconds, peakMiB: peakKiB / 1024, stdout }
}
