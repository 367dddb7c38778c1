import { resolve } from 'node:path'
import { hasErrors, SkyError } from '@skyctl/core'
import type { GenerateResult } from '@skyctl/generate'
import type { Command } from 'commander'
import type { Installation } from '../main.ts'
import { printProblems } from '../print-problems.ts'
import { createStatusLine } from '../status-line.ts'

interface Flags {
  readonly env?: string[]
  readonly only?: string[]
  readonly check?: boolean
  readonly allowPrune?: string[]
  readonly format: 'text' | 'json'
  readonly json?: boolean
}

const collect = (value: string, previous: string[] = []) => [...previous, value]

const help = `
Writes generated/ and nothing else but .github/CODEOWNERS and schemas/skyctl. Nothing is written where
there is an error. A file in generated/ that no owner names is left alone and reported.

Examples:
  skyctl generate                            everything
  skyctl generate --check                    in CI: exit 1 where the committed tree is not what the model says
  skyctl generate --env production           check and write one environment
  skyctl generate --only cart                write one app; what is out of date besides is listed
  skyctl generate --allow-prune search       let an app that holds data go`

/** `skyctl generate`: the main job. */
export function generateCommand(
  program: Command,
  report: (code: number) => void,
  { version, schemas }: Installation,
): void {
  program
    .command('generate')
    .description('write the tree that Argo CD syncs, from apps/, platform/ and environments/')
    .option('--env <environment>', 'only this environment (repeatable)', collect)
    .option('--only <owner>', 'write only files of this app or component (repeatable)', collect)
    .option('--check', 'write nothing; exit 1 on drift, naming each file')
    .option(
      '--allow-prune <owner>',
      'let this owner lose what the prune limits protect (repeatable)',
      collect,
    )
    .option('--format <format>', 'text or json', 'text')
    .option('--json', 'short for --format json')
    .addHelpText('after', help)
    .action(async (flags: Flags) => {
      const format = flags.json ? 'json' : flags.format
      if (format !== 'text' && format !== 'json') {
        program.error(`error: unknown --format ${String(format)}: text or json`, { exitCode: 2 })
      }
      const start = performance.now()
      const root = resolve(program.opts().C)
      const status = createStatusLine(process.stderr)
      const { generate } = await import('@skyctl/generate/run')
      try {
        const result = await generate({
          root,
          schemas,
          command: `skyctl ${process.argv.slice(2).join(' ')}`,
          onProgress: status.show,
          ...(flags.env && { environments: flags.env }),
          ...(flags.only && { only: flags.only }),
          ...(flags.allowPrune && { allowPrune: flags.allowPrune }),
          ...(flags.check && { check: true }),
          ...(version !== undefined && { version }),
        })
        status.clear()
        print(result, format, flags.check === true, Math.round(performance.now() - start))
        printProblems(result.problems, root)
        report(hasErrors(result.problems) ? 1 : 0)
      } catch (error) {
        status.clear()
        if (!(error instanceof SkyError) || format === 'text') throw error
        process.stdout.write(`${JSON.stringify({ problems: error.problems })}\n`)
        report(error.exitCode)
      }
    })
}

function print(
  result: GenerateResult,
  format: 'text' | 'json',
  check: boolean,
  milliseconds: number,
): void {
  const { sync, pending, workspaceFiles } = result
  if (format === 'json') {
    const { added, changed, deleted, unchanged, stale, unowned } = sync
    const value = {
      check,
      added,
      changed,
      deleted,
      unchanged,
      stale,
      unowned,
      workspaceFiles,
      pending,
    }
    process.stdout.write(
      `${JSON.stringify({ ...value, problems: result.problems, milliseconds })}\n`,
    )
    return
  }
  for (const { object, environment, fact, description, command } of pending) {
    process.stderr.write(
      `pending ${object} in ${environment}: it needs the fact '${fact}' (${description}).\n` +
        `  find it:  ${command}\n  then set: facts.${fact} in environments/${environment}.yaml\n`,
    )
  }
  if (sync.stale.length > 0) {
    const owners = [...new Set(sync.stale.map(({ owner }) => owner))].sort()
    process.stderr.write(
      `out of date and not written: ${sync.stale.length} files of ${owners.join(', ')}\n`,
    )
  }
  if (!check && hasErrors(result.problems)) {
    process.stdout.write(`generated: nothing written, ${milliseconds} ms\n`)
    return
  }
  const verb = check ? 'checked' : 'generated'
  const written = check ? sync.added.length + sync.changed.length : sync.written.length
  process.stdout.write(
    `${verb}: ${written} ${check ? 'differ' : 'written'}, ${sync.unchanged} unchanged, ` +
      `${sync.deleted.length} ${check ? 'to delete' : 'deleted'}, ${pending.length} pending, ${milliseconds} ms\n`,
  )
}
