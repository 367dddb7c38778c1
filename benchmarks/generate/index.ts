/** How fast `skyctl generate` is: beside a floor that nothing can go below, and beside cdk8s, in the same run. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { AimedMeasure, Benchmark, BenchmarkOptions } from '../benchmark.ts'
import { buildGenerators, type Figures, runGenerator, runSkyctl } from './arms.ts'
import { figuresOf, growthOf } from './figures.ts'
import { makeTemporarySpace } from './temporary-space.ts'
import { type Size, sizeLabel } from './workspace.ts'

/** One app: what a run costs before there is anything to do. */
const start: Size = { apps: 1, environments: 3 }
const small: Size = { apps: 100, environments: 3 }
const large: Size = { apps: 1000, environments: 3 }

export const generateBenchmark: Benchmark = {
  name: 'generate',
  description: 'skyctl generate on synthetic workspaces, against a floor and cdk8s',
  run,
}

async function run({ rounds, log }: BenchmarkOptions): Promise<readonly AimedMeasure[]> {
  const scripts = await buildGenerators()
  // No folder is used twice, and none is deleted before the end: a file system that has just lost many files creates
  // new ones far more slowly.
  const space = makeTemporarySpace()
  try {
    log('warming up: skyctl builds its bundle')
    runSkyctl(start, join(space, 'warm-up'))
    const measured = [start, small, large].map((size) => ({
      size,
      rounds: Array.from({ length: rounds }, (_, round) => {
        log(`${sizeLabel(size)}, round ${round + 1} of ${rounds}`)
        return measureRound(size, join(space, `${sizeLabel(size)}-${round}`), round)
      }),
    }))
    const [atStart, atSmall, atLarge] = measured
    if (!atStart || !atSmall || !atLarge) return []
    return [
      ...figuresOf(small, atSmall.rounds),
      ...figuresOf(large, atLarge.rounds),
      growthOf(atStart, atSmall, atLarge),
    ]
  } finally {
    log('deleting the temporary folder')
    rmSync(space, { recursive: true, force: true })
  }

  /** Every arm once, each round in another order, so that a slow moment of the machine hits no arm alone. */
  function measureRound(size: Size, folder: string, round: number): Figures {
    let figures: Partial<Figures> = {}
    const arms = [
      () => ({ floor: runGenerator(scripts.floor, size, join(folder, 'floor')) }),
      () => ({ cdk8s: runGenerator(scripts.cdk8s, size, join(folder, 'cdk8s')) }),
      () => runSkyctl(size, join(folder, 'skyctl')),
    ]
    for (const index of arms.keys()) {
      figures = { ...figures, ...arms[(index + round) % arms.length]?.() }
    }
    return figures as Figures
  }
}
