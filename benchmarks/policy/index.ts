/** How fast policy-lib answers: all pairs at the size of the largest clusters, whole commands, and beside Cilium's own engine. */
import { spawnSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Query } from '@skyctl/policy-lib'
import { buildJudge, judgeBinary } from '../../tools/conformance/cilium/cilium-judge.ts'
import type { AimedMeasure, Benchmark, BenchmarkOptions } from '../benchmark.ts'
import { BenchmarkFailure } from '../benchmark.ts'
import { median } from '../generate/figures.ts'
import { makeTemporarySpace } from '../generate/temporary-space.ts'
import { measureProcess } from '../validate/measure-process.ts'
import {
  allPairs,
  ciliumWorld,
  networkPolicyWorld,
  sizeLabel,
  type WorldSize,
  withOtherPort,
  writeWorld,
} from './world.ts'

const repository = join(import.meta.dirname, '..', '..')
const cli = join(repository, 'packages/cli/bin/skyctl.js')

const many: WorldSize = { workloads: 600, policies: 3_000 }
const largest: WorldSize = { workloads: 5_000, policies: 5_000 }
const half: WorldSize = { workloads: 2_500, policies: 2_500 }

const aims = {
  manySeconds: 0.5,
  diffSeconds: 1,
  largestSeconds: 5,
  largestMiB: 512,
  growth: 4,
  engine: 1,
}

/**
 * Seconds that netpol-analyzer 1.4.4 took for so many workloads with a NetworkPolicy each, from files, on another machine of two cores:
 * it cannot be built here, since the checksum of a module that it needs is in no checksum database.
 */
const analyzerSeconds: Readonly<Record<number, number>> = {
  100: 0.44,
  300: 4.8,
  600: 31,
  1000: 222,
}
const analyzerAims: Readonly<Record<number, number>> = { 300: 20, 1000: 200 }

export const policyBenchmark: Benchmark = {
  name: 'policy',
  description: "who reaches whom: all pairs, whole commands, and Cilium's own engine (needs Go)",
  run,
}

async function run({ rounds, log }: BenchmarkOptions): Promise<readonly AimedMeasure[]> {
  const space = makeTemporarySpace()
  try {
    return [
      ...measureAllPairs(rounds, log),
      ...measureCommands(space, rounds, log),
      ...measureDiff(space, rounds, log),
      ...measureEngines(space, rounds, log),
    ]
  } finally {
    rmSync(space, { recursive: true, force: true })
  }
}

interface AllPairs {
  readonly seconds: number
  readonly cpuSeconds: number
  readonly peakMiB: number
}

function measureAllPairs(rounds: number, log: (text: string) => void): AimedMeasure[] {
  const measured = new Map(
    [many, half, largest].map((size) => [
      size,
      Array.from({ length: rounds }, (_, round) => {
        log(`all pairs of ${sizeLabel(size)}, round ${round + 1} of ${rounds}`)
        return runAllPairs(size)
      }),
    ]),
  )
  const value = (size: WorldSize, field: keyof AllPairs) =>
    median((measured.get(size) ?? []).map((one) => one[field]))
  const growth = value(largest, 'cpuSeconds') / value(half, 'cpuSeconds')
  const aimed = (
    size: WorldSize,
    field: keyof AllPairs,
    unit: string,
    most?: number,
  ): AimedMeasure => {
    const measure = {
      name: `policy/${sizeLabel(size)}/all-pairs/${field === 'peakMiB' ? 'peak' : field === 'seconds' ? 'wall' : 'cpu'}`,
      value: value(size, field),
      unit,
    }
    return most === undefined
      ? measure
      : { ...measure, aim: { text: `under ${most} ${unit}`, isMet: measure.value < most } }
  }
  return [
    aimed(many, 'seconds', 's', aims.manySeconds),
    aimed(many, 'cpuSeconds', 's'),
    aimed(largest, 'seconds', 's', aims.largestSeconds),
    aimed(largest, 'cpuSeconds', 's'),
    aimed(largest, 'peakMiB', 'MiB', aims.largestMiB),
    {
      name: 'policy/all-pairs/growth',
      value: growth,
      unit: 'times',
      against: 'half as many identities and policies',
      aim: { text: `at most ${aims.growth} times for twice as much`, isMet: growth <= aims.growth },
    },
  ]
}

/** @throws BenchmarkFailure where the world is not what it should be. */
function runAllPairs(size: WorldSize): AllPairs {
  const child = join(import.meta.dirname, 'all-pairs.child.ts')
  const args = ['--import', 'tsx', child, `${size.workloads}`, `${size.policies}`]
  const { stdout } = measureProcess(process.execPath, args)
  const found = JSON.parse(stdout) as AllPairs & { rejected: number; identities: number }
  if (found.rejected > 0 || found.identities < size.workloads) {
    throw new BenchmarkFailure(`the world of ${sizeLabel(size)} is not read whole: ${stdout}`)
  }
  return found
}

/** From YAML on disk to the list of connections. */
function measureCommands(
  space: string,
  rounds: number,
  log: (text: string) => void,
): AimedMeasure[] {
  return Object.entries(analyzerSeconds).map(([workloads, theirs]) => {
    const folder = join(space, `knp-${workloads}`)
    writeWorld(folder, networkPolicyWorld(Number(workloads)))
    const wall = median(
      Array.from({ length: rounds }, (_, round) => {
        log(`policy reach of ${workloads} workloads, round ${round + 1} of ${rounds}`)
        const args = [cli, 'policy', 'reach', folder, '--dialect', 'kubernetes', '--json']
        const { wallSeconds, stdout } = measureProcess(process.execPath, args)
        if (!stdout.includes('app-0')) throw new BenchmarkFailure('policy reach knows no app-0')
        return wallSeconds
      }),
    )
    const least = analyzerAims[Number(workloads)]
    const ratio = theirs / wall
    return {
      name: `policy/reach/${workloads}/wall`,
      value: wall,
      unit: 's',
      against: `netpol-analyzer's ${theirs} s elsewhere, times as fast`,
      ratio,
      ...(least === undefined
        ? {}
        : { aim: { text: `at least ${least} times as fast`, isMet: ratio >= least } }),
    }
  })
}

/** One policy of many lets another port in instead of its own. What the comparison costs is what it takes longer than one of two equal folders, both read whole. */
function measureDiff(space: string, rounds: number, log: (text: string) => void): AimedMeasure[] {
  const [base, same, head] = ['base', 'same', 'head'].map((name) =>
    join(space, `diff-${name}`),
  ) as [string, string, string]
  const world = ciliumWorld(many)
  writeWorld(base, world)
  writeWorld(same, world)
  writeWorld(head, withOtherPort(world))
  const diff = (other: string) =>
    measureProcess(process.execPath, [cli, 'policy', 'diff', base, other])
  const seconds = Array.from({ length: rounds }, (_, round) => {
    log(`policy diff of ${sizeLabel(many)}, round ${round + 1} of ${rounds}`)
    const [compared, read] = [diff(head), diff(same)]
    if (
      !compared.stdout.includes('team-0/app-0 on tcp/8080') ||
      !read.stdout.includes('No connection changes')
    ) {
      throw new BenchmarkFailure(`policy diff does not see what changed: ${compared.stdout}`)
    }
    return { whole: compared.wallSeconds, beyond: compared.wallSeconds - read.wallSeconds }
  })
  const beyond = median(seconds.map((one) => one.beyond))
  const prefix = `policy/${sizeLabel(many)}/diff-of-one`
  return [
    { name: `${prefix}/whole/wall`, value: median(seconds.map(({ whole }) => whole)), unit: 's' },
    {
      name: `${prefix}/wall`,
      value: beyond,
      unit: 's',
      aim: { text: `under ${aims.diffSeconds} s`, isMet: beyond < aims.diffSeconds },
    },
  ]
}

/**
 * The same line of JSON, with every pair of workloads as a query, for both. What the queries cost is what the line takes longer than one
 * with the world alone: reading and judging the policies is no part of it. The verdicts come with their reasons, which Cilium does not give;
 * all pairs at once, on every port, come without.
 */
function measureEngines(
  space: string,
  rounds: number,
  log: (text: string) => void,
): AimedMeasure[] {
  if (spawnSync('go', ['version']).status !== 0) {
    log("no Go: Cilium's engine is left out")
    return []
  }
  log('building the judge (minutes the first time)')
  buildJudge()
  const world = ciliumWorld(many)
  const line = (name: string, queries: readonly Query[]) => {
    const file = join(space, name)
    writeFileSync(file, `${JSON.stringify({ id: 0, world, queries })}\n`)
    return file
  }
  const asked = line('queries.ndjson', allPairs(many))
  const unasked = line('world.ndjson', [])
  const ours = (file: string) =>
    measureProcess(process.execPath, [cli, 'policy', 'verdict', '--batch', file])
  const theirs = (file: string) => measureProcess('bash', ['-c', '"$0" <"$1"', judgeBinary, file])
  const seconds = Array.from({ length: rounds }, (_, round) => {
    log(`${sizeLabel(many)} with ${many.workloads ** 2} queries, round ${round + 1} of ${rounds}`)
    const [own, other] = [ours(asked), theirs(asked)]
    refuseOtherVerdicts(own.stdout, other.stdout)
    return {
      ours: own.wallSeconds - ours(unasked).wallSeconds,
      theirs: other.wallSeconds - theirs(unasked).wallSeconds,
      whole: own.wallSeconds,
      allPairs: runAllPairs(many).seconds,
    }
  })
  const ratio = median(seconds.map(({ ours: own, theirs: other }) => other / own))
  const pairsRatio = median(seconds.map(({ allPairs: own, theirs: other }) => other / own))
  const prefix = `policy/${sizeLabel(many)}/verdicts`
  const against = "Cilium's own engine, times as fast"
  return [
    {
      name: `policy/${sizeLabel(many)}/all-pairs/every-port/wall`,
      value: median(seconds.map((one) => one.allPairs)),
      unit: 's',
      against,
      ratio: pairsRatio,
      aim: { text: 'at least as fast', isMet: pairsRatio >= aims.engine },
    },
    { name: `${prefix}/whole/wall`, value: median(seconds.map(({ whole }) => whole)), unit: 's' },
    { name: `${prefix}/cilium/wall`, value: median(seconds.map((one) => one.theirs)), unit: 's' },
    {
      name: `${prefix}/wall`,
      value: median(seconds.map((one) => one.ours)),
      unit: 's',
      against,
      ratio,
      aim: { text: 'at least as fast', isMet: ratio >= aims.engine },
    },
  ]
}

/** @throws BenchmarkFailure where one verdict differs. */
function refuseOtherVerdicts(ours: string, theirs: string): void {
  const verdicts = (text: string) =>
    (JSON.parse(text) as { verdicts: { verdict: string }[] }).verdicts
  const [own, other] = [verdicts(ours), verdicts(theirs)]
  const differing = own.filter(({ verdict }, at) => verdict !== other[at]?.verdict).length
  if (differing > 0 || own.length !== many.workloads ** 2) {
    throw new BenchmarkFailure(`${differing} of ${own.length} verdicts differ from Cilium's`)
  }
}
