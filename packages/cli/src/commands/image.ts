import type { Command } from 'commander'
import type { Installation } from '../main.ts'
import { runRelease } from '../run-release.ts'
import { collect, type ReleaseFlags, releaseOptions } from './release-options.ts'

const help = `
IMAGE@DIGEST is registry/repository:tag@sha256:..., as a push prints it; without a tag the tag stays as it is.
The repository must be the app's own, so ':tag@sha256:...' and '@sha256:...' will do. A tag alone is refused.

Edits environments/<environment>.yaml in place (comments and order are kept) and regenerates its tree. Nothing is
written where the tree is not current before, or where any check fails.

Examples:
  skyctl image set cart registry.example.com/cart:1.4.2@sha256:... --env staging
  skyctl image set cart :1.4.2@sha256:... --env staging --env production`

/** `skyctl image`: which image an app runs in an environment. */
export function imageCommand(
  program: Command,
  report: (code: number) => void,
  { schemas }: Installation,
): void {
  const command = program
    .command('image')
    .description('release an image: edit the environment and its tree in one step')
  releaseOptions(
    command
      .command('set <app> <image@digest>')
      .description('let an app run an image, named by its digest, in one or several environments')
      .requiredOption('--env <environment>', 'where it shall run (repeatable)', collect),
  )
    .addHelpText('after', help)
    .action(async (app: string, image: string, flags: ReleaseFlags & { env: string[] }) => {
      report(
        await runRelease(
          program,
          schemas,
          { kind: 'set', app, image, environments: flags.env },
          flags,
        ),
      )
    })
}
