import { resolve } from 'node:path'
import { hasErrors } from '@skyctl/core'
import type { ValidateResult } from '@skyctl/generate'
import type { Command } from 'commander'
import { renderJunit } from '../formats/junit.ts'
import { renderSarif } from '../formats/sarif.ts'
import type { Installation } from '../main.ts'
import { printProblems } from '../print-problems.ts'

interface Flags {
  readonly kubernetesVersion: string
  readonly allowUnknownKinds?: boolean
  readonly format: string
  readonly json?: boolean
}

const formats = ['text', 'json', 'sarif', 'junit'] as const

const help = `
A path is a file or a folder of .yaml, .yml and .json, read recursively; - is standard input. Every object is held
against the schema that upstream compiles for its kind, closed to unknown fields, and against the API server's own
rules. Everything is found at once, at line and column.

Examples:
  skyctl validate generated                            the whole tree
  helm template cart ./chart | skyctl validate -       what a chart makes
  skyctl validate --format sarif manifests             for code scanning`

/** `skyctl validate`: any manifests, ours or a stranger's. */
export function validateCommand(
  program: Command,
  report: (code: number) => void,
  installation: Installation,
): void {
  program
    .command('validate <path...>')
    .description(
      'judge manifests against the schemas of their kinds and the rules of the API server',
    )
    .option('--kubernetes-version <minor>', 'the Kubernetes that shall serve them', '1.35')
    .option('--allow-unknown-kinds', 'warn of kinds that no schema states, instead of failing')
    .option('--format <format>', 'text, json, sarif or junit', 'text')
    .option('--json', 'short for --format json')
    .addHelpText('after', help)
    .action(async (paths: string[], flags: Flags) => {
      const format = flags.json ? 'json' : flags.format
      if (!formats.some((known) => known === format)) {
        program.error(`error: unknown --format ${format}: ${formats.join(', ')}`, { exitCode: 2 })
      }
      const folder = resolve(program.opts().C)
      const { isUnreadable, validate } = await import('@skyctl/generate')
      const result = await validate({
        folder,
        paths,
        schemas: installation.schemas,
        kubernetesVersion: flags.kubernetesVersion,
        allowUnknownKinds: flags.allowUnknownKinds === true,
      })
      print(result, format as (typeof formats)[number], folder)
      report(isUnreadable(result) ? 2 : hasErrors(result.problems) ? 1 : 0)
    })
}

function print(result: ValidateResult, format: (typeof formats)[number], folder: string): void {
  const { problems, objects } = result
  switch (format) {
    case 'json':
      process.stdout.write(`${JSON.stringify({ problems, objects })}\n`)
      return
    case 'sarif':
      process.stdout.write(`${renderSarif(problems)}\n`)
      return
    case 'junit':
      process.stdout.write(`${renderJunit(problems, objects)}\n`)
      return
    case 'text':
      printProblems(problems, folder)
      process.stdout.write(`judged: ${objects} objects\n`)
  }
}
