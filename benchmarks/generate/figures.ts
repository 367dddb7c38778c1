import type { AimedMeasure } from '../benchmark.ts'
import type { Figures } from './arms.ts'
import { objectsPerApp } from './expected-files.ts'
import type { Usage } from './measure.ts'
import { type Size, sizeLabel } from './workspace.ts'

const aims = { coldFloors: 4, unchangedFloors: 1, editedSeconds: 0.6, peakMiB: 512, growth: 1.1 }

/** Medians over all rounds of one size; a ratio is the median of the ratios within each round. */
export function figuresOf(size: Size, rounds: readonly Figures[]): AimedMeasure[] {
  const prefix = `generate/${sizeLabel(size)}`
  const value = (arm: keyof Figures, field: keyof Usage) =>
    median(rounds.map((round) => round[arm][field]))
  const ratio = (arm: keyof Figures, against: keyof Figures, field: keyof Usage) =>
    median(rounds.map((round) => round[arm][field] / round[against][field]))
  const plain = (arm: keyof Figures, field: keyof Usage): AimedMeasure => ({
    name: `${prefix}/${arm}/${nameOf[field]}`,
    value: value(arm, field),
    unit: unitOf[field],
  })
  const compared = (
    arm: keyof Figures,
    field: keyof Usage,
    against: keyof Figures = 'floor',
  ): AimedMeasure => ({
    ...plain(arm, field),
    ...(against !== 'floor' && { name: `${prefix}/${arm}/${nameOf[field]}-to-${against}` }),
    against,
    ratio: ratio(arm, against, field),
  })
  const atMost = (measure: AimedMeasure, limit: number, unit: string): AimedMeasure => ({
    ...measure,
    aim: {
      text: `at most ${limit} ${limit === 1 ? unit.replace(/s$/, '') : unit}`,
      isMet: (unit === 'floors' ? (measure.ratio ?? 0) : measure.value) <= limit,
    },
  })
  const objects = size.apps * size.environments * objectsPerApp
  return [
    plain('floor', 'wallSeconds'),
    plain('floor', 'cpuSeconds'),
    plain('floor', 'peakMiB'),
    compared('cdk8s', 'wallSeconds'),
    compared('cdk8s', 'cpuSeconds'),
    plain('cdk8s', 'peakMiB'),
    compared('cold', 'wallSeconds'),
    atMost(compared('cold', 'cpuSeconds'), aims.coldFloors, 'floors'),
    compared('cold', 'cpuSeconds', 'cdk8s'),
    atMost(plain('cold', 'peakMiB'), aims.peakMiB, 'MiB'),
    {
      name: `${prefix}/cold/objects`,
      value: objects / value('cold', 'wallSeconds'),
      unit: 'objects/s',
    },
    compared('unchanged', 'wallSeconds'),
    atMost(compared('unchanged', 'cpuSeconds'), aims.unchangedFloors, 'floors'),
    atMost(plain('unchanged', 'peakMiB'), aims.peakMiB, 'MiB'),
    compared('edited', 'wallSeconds'),
    atMost(compared('edited', 'cpuSeconds'), aims.editedSeconds, 's'),
    atMost(plain('edited', 'peakMiB'), aims.peakMiB, 'MiB'),
  ]
}

const nameOf = { wallSeconds: 'wall', cpuSeconds: 'cpu', peakMiB: 'peak' } as const
const unitOf = { wallSeconds: 's', cpuSeconds: 's', peakMiB: 'MiB' } as const

/** Figures of one size, for the growth between sizes. */
export interface SizedRounds {
  readonly size: Size
  readonly rounds: readonly Pick<Figures, 'cold'>[]
}

/** What an app more costs in the large workspace, by what it costs in the small one; 1 is linear. */
export function growthOf(start: SizedRounds, small: SizedRounds, large: SizedRounds): AimedMeasure {
  const cpu = ({ rounds }: SizedRounds) => median(rounds.map(({ cold }) => cold.cpuSeconds))
  const perApp = (one: SizedRounds) => (cpu(one) - cpu(start)) / (one.size.apps - start.size.apps)
  const ratio = perApp(large) / perApp(small)
  return {
    name: `generate/growth/${sizeLabel(large.size)}`,
    value: perApp(large) * 1000,
    unit: 'ms CPU an app',
    against: sizeLabel(small.size),
    ratio,
    aim: { text: `linear: at most ${aims.growth} times`, isMet: ratio <= aims.growth },
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2
}
