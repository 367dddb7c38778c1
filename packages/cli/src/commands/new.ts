import { resolve } from 'node:path'
import type { Command } from 'commander'

const help = `
Examples:
  skyctl new app wishlist --team storefront`

/** `skyctl new`: a working starting point. */
export function newCommand(program: Command, report: (code: number) => void): void {
  const command = program
    .command('new')
    .description('add a working starting point to the workspace')
  command
    .command('app <name>')
    .description('write apps/<name>/app.ts: a Deployment that serves HTTP, ready to edit')
    .option('--team <team>', 'the team that owns it; default: the first of the environments')
    .addHelpText('after', help)
    .action(async (name: string, flags: { team?: string }) => {
      const { createApp } = await import('../new-app.ts')
      const root = resolve(program.opts().C)
      const { path, team } = await createApp(root, name, flags.team)
      process.stdout.write(`created ${path} (team ${team})\n`)
      process.stderr.write('next: edit it, then run `npm run generate` and commit both\n')
      report(0)
    })
}
