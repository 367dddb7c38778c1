/** One figure, as `--json` prints it. */
export interface Measure {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** What the ratio compares with, measured in the same run. */
  readonly against?: string
  readonly ratio?: number
}

/** A measure for the table, beside what it should be. An aim that is missed fails nothing. */
export interface AimedMeasure extends Measure {
  readonly aim?: { readonly text: string; readonly isMet: boolean }
}

export interface BenchmarkOptions {
  /** How often everything is measured; figures are medians. */
  readonly rounds: number
  /** Told what is being done. */
  readonly log: (text: string) => void
}

export interface Benchmark {
  readonly name: string
  readonly description: string
  /** @throws BenchmarkFailure where what was measured is wrong. */
  readonly run: (options: BenchmarkOptions) => Promise<readonly AimedMeasure[]>
}

/** What was measured did not do what it must: its figures mean nothing. */
export class BenchmarkFailure extends Error {
  override readonly name = 'BenchmarkFailure'
}
