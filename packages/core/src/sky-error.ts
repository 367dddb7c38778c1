import type { Problem } from './problem.ts'

/** How a run ended that could not do its work: exit code 1 (problems found) or 2 (wrong use, unreadable input). */
export type ExitCode = 1 | 2

/**
 * Thrown where the input makes going on impossible. Carries every problem found so far;
 * the CLI prints them and exits with `exitCode`, without a stack trace.
 */
export class SkyError extends Error {
  readonly problems: readonly Problem[]
  readonly exitCode: ExitCode

  constructor(
    problems: readonly Problem[],
    options: { exitCode?: ExitCode; cause?: unknown } = {},
  ) {
    super(problems.map((problem) => problem.message).join('\n'), { cause: options.cause })
    this.name = 'SkyError'
    this.problems = problems
    this.exitCode = options.exitCode ?? 1
  }
}
