import { spawnSync } from 'node:child_process'
import { BenchmarkFailure } from '../benchmark.ts'

/** What one process used. */
export interface ProcessUsage {
  readonly wallSeconds: number
  /** User and system time. */
  readonly cpuSeconds: number
}

/**
 * Runs any program to its end, through bash, whose `times` names what its children used.
 *
 * @throws BenchmarkFailure with the program's output where it fails.
 */
export function measureProcess(
  program: string,
  args: readonly string[],
): ProcessUsage & { readonly stdout: string } {
  const script = '"$@"; code=$?; times >&3; exit "$code"'
  const start = performance.now()
  const { status, stdout, stderr, output, error } = spawnSync(
    'bash',
    ['-c', script, 'bash', program, ...args],
    { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024, stdio: ['ignore', 'pipe', 'pipe', 'pipe'] },
  )
  const wallSeconds = (performance.now() - start) / 1000
  if (status !== 0) {
    throw new BenchmarkFailure(
      `${program}: ${error?.message ?? `exit code ${status}`}\n${stderr}${stdout}`,
    )
  }
  const [, children = ''] = (output[3] ?? '').trim().split('\n')
  const cpuSeconds = [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds),
    0,
  )
  return { wallSeconds, cpuSeconds, stdout }
}
