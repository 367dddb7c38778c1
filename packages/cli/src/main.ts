import { SkyError } from '@skyctl/core'
import { Command, CommanderError } from 'commander'
import { diffCommand } from './commands/diff.ts'
import { generateCommand } from './commands/generate.ts'
import { imageCommand } from './commands/image.ts'
import { newCommand } from './commands/new.ts'
import { policyCommand } from './commands/policy.ts'
import { promoteCommand } from './commands/promote.ts'
import { validateCommand } from './commands/validate.ts'
import { printProblems } from './print-problems.ts'

const help = `
Exit codes: 0 no error, 1 errors or drift, 2 wrong use or unreadable input.
Results go to standard output, everything else to standard error; NO_COLOR is honoured.`

/** What the tool knows of itself. */
export interface Installation {
  /** Changes with the tool's sources and dependencies; without one nothing is remembered between runs. */
  readonly version?: string
  /** Folder of the JSON Schemas, absolute. */
  readonly schemas: string
  /** Module of one more thread for `validate`, bundled; without one it has a single thread. */
  readonly judgeWorker?: URL
}

/**
 * Runs one command line.
 *
 * @param argv As in `process.argv`.
 * @returns The exit code.
 */
export async function main(argv: readonly string[], installation: Installation): Promise<number> {
  const program = new Command('skyctl')
    .description(
      'Turns one typed model of a platform into the tree that Argo CD syncs to Amazon EKS.\n' +
        'Sources: apps/<app>/app.ts, platform/<component>/component.ts, environments/*.yaml.',
    )
    .option('-C <dir>', 'work in another workspace than the current folder', '.')
    .option('--verbose', 'show stack traces of unexpected errors')
    .addHelpText('after', help)
    .showHelpAfterError('(skyctl --help shows what there is)')
  let exitCode = 0
  const report = (code: number) => {
    exitCode = code
  }
  generateCommand(program, report, installation)
  imageCommand(program, report, installation)
  promoteCommand(program, report, installation)
  newCommand(program, report)
  validateCommand(program, report, installation)
  policyCommand(program, report, installation)
  diffCommand(program, report, installation)
  exitOverride(program)
  try {
    await program.parseAsync([...argv])
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    if (error instanceof SkyError) {
      printProblems(error.problems, program.opts().C)
      return error.exitCode
    }
    return reportUnexpected(error, program.opts().verbose === true)
  }
}

/** Commander ends the process itself unless every command is told otherwise. */
function exitOverride(command: Command): void {
  command.exitOverride()
  for (const child of command.commands) exitOverride(child)
}

/** A bug of ours: say so, and how to see more. */
function reportUnexpected(error: unknown, verbose: boolean): number {
  const text = error instanceof Error ? (verbose ? error.stack : error.message) : String(error)
  process.stderr.write(`skyctl failed unexpectedly: ${text}\n`)
  if (!verbose)
    process.stderr.write('this is a defect of skyctl; --verbose shows the stack trace\n')
  return 1
}
