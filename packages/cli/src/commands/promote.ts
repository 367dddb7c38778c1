import type { Command } from 'commander'
import type { Installation } from '../main.ts'
import { runRelease } from '../run-release.ts'
import { collect, type ReleaseFlags, releaseOptions } from './release-options.ts'

const help = `
Copies tag and digest that <from> runs, wherever they are written, to the environments that are named. What runs there by
tag only cannot be promoted: which bytes were tested is not known.

Edits environments/<environment>.yaml in place (comments and order are kept) and regenerates its tree. Nothing is
written where the tree is not current before, or where any check fails.

Examples:
  skyctl promote cart --from staging --to production
  skyctl promote cart --from staging --to production --to dr`

/** `skyctl promote`: what runs in one environment shall run in another. */
export function promoteCommand(
  program: Command,
  report: (code: number) => void,
  { schemas }: Installation,
): void {
  releaseOptions(
    program
      .command('promote <app>')
      .description('let an app run the image of one environment in another')
      .requiredOption('--from <environment>', 'where the image runs')
      .requiredOption('--to <environment>', 'where it shall run (repeatable)', collect),
  )
    .addHelpText('after', help)
    .action(async (app: string, flags: ReleaseFlags & { from: string; to: string[] }) => {
      const { from, to } = flags
      report(
        await runRelease(program, schemas, { kind: 'promote', app, from, environments: to }, flags),
      )
    })
}
