import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { Installation } from '../main.ts'

interface Flags {
  readonly format: string
  readonly json?: boolean
  readonly exitCode?: boolean
}

const formats = ['md', 'json', 'sarif'] as const

const help = `
BASE is a revision, read from git's objects without a checkout: where HEAD left the default branch of origin, if it is left out. The other
side is what generate would write from the working tree, in memory. First come objects that Argo CD will prune and what dies with them,
then what is new, connections that open and close, findings of the guardrails, and what changed.

Examples:
  skyctl diff                              what this branch does
  skyctl diff HEAD~3 --format json         as data
  skyctl diff origin/main --exit-code      exit 1 where anything is different`

/** `skyctl diff`: what a pull request really does. */
export function diffCommand(
  program: Command,
  report: (code: number) => void,
  { schemas, version }: Installation,
): void {
  program
    .command('diff [base]')
    .description('what a change does: objects, connections, findings')
    .option('--format <format>', formats.join(', '), 'md')
    .option('--json', 'short for --format json')
    .option('--exit-code', 'exit 1 where anything is different')
    .addHelpText('after', help)
    .action(async (base: string | undefined, flags: Flags) => {
      const format = flags.json ? 'json' : flags.format
      if (!formats.some((known) => known === format)) {
        program.error(`error: unknown --format ${format}: ${formats.join(', ')}`, { exitCode: 2 })
      }
      const { reportChange } = await import('../diff/report-change.ts')
      const { text, isDifferent } = await reportChange({
        root: resolve(program.opts().C),
        ...(base !== undefined && { base }),
        format: format as (typeof formats)[number],
        schemas,
        ...(version !== undefined && { version }),
      })
      process.stdout.write(text)
      report(flags.exitCode === true && isDifferent ? 1 : 0)
    })
}
