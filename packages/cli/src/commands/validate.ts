import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { hasErrors, SkyError } from '@skyctl/core'
import type { ValidateOptions, ValidateResult } from '@skyctl/generate/validate'
import type { Command } from 'commander'
import { renderJunit } from '../formats/junit.ts'
import { renderSarif } from '../formats/sarif.ts'
import type { Installation } from '../main.ts'
import { printProblems } from '../print-problems.ts'

interface Flags {
  readonly kubernetesVersion: string
  readonly allowUnknownKinds?: boolean
  readonly guardrails?: string
  readonly suppressions?: string
  readonly today?: string
  readonly baseline?: string
  readonly writeBaseline?: string
  readonly batch?: string
  readonly format: string
  readonly json?: boolean
}

const formats = ['text', 'json', 'sarif', 'junit'] as const
type Format = (typeof formats)[number]

const help = `
A path is a file or a folder of .yaml, .yml and .json, read recursively; - is standard input. Every object is held
against the schema that upstream compiles for its kind, closed to unknown fields, and against the API server's own
rules. Environments of a generated tree are held against the guardrails too, at their own level and with their own
exceptions; anything else where --guardrails says so. All is found at once, at line and column.

Examples:
  skyctl validate generated                              the whole tree
  skyctl validate generated --today 2027-01-15           exceptions that have ended are errors
  helm template cart ./chart | skyctl validate -         what a chart makes
  skyctl validate --guardrails baseline manifests        another repository
  skyctl validate --guardrails baseline manifests --write-baseline baseline.json
  skyctl validate --format sarif manifests               for code scanning`

/** `skyctl validate`: any manifests, ours or a stranger's. */
export function validateCommand(
  program: Command,
  report: (code: number) => void,
  { schemas, version, judgeWorker }: Installation,
): void {
  program
    .command('validate [path...]')
    .description('judge manifests: schemas of their kinds, rules of the API server, guardrails')
    .option('--kubernetes-version <minor>', 'the Kubernetes that shall serve them', '1.35')
    .option('--allow-unknown-kinds', 'warn of kinds that no schema states, instead of failing')
    .option('--guardrails <level>', 'baseline or strict, for what is no environment of a tree')
    .option('--suppressions <file>', 'exceptions for it: a list of rule, object, reason, expires')
    .option('--today <date>', 'YYYY-MM-DD: exceptions that ended before are errors')
    .option('--baseline <file>', 'accept the findings of guardrails that this file lists')
    .option('--write-baseline <file>', 'write that list from what is found now')
    .option(
      '--batch <file>',
      'answer lines of JSON: { "id"?, "objects": [...] }; - is standard input',
    )
    .option('--format <format>', formats.join(', '), 'text')
    .option('--json', 'short for --format json')
    .addHelpText('after', help)
    .action(async (paths: string[], flags: Flags) => {
      // Each part is loaded where it is needed: what finds nothing changed loads next to nothing.
      const fail = (message: string) => program.error(`error: ${message}`, { exitCode: 2 })
      const format = flags.json ? 'json' : flags.format
      if (!formats.some((known) => known === format)) {
        fail(`unknown --format ${format}: ${formats.join(', ')}`)
      }
      if ((flags.batch === undefined) === (paths.length === 0)) {
        fail('name what to judge: paths, or --batch with a file')
      }
      const folder = resolve(program.opts().C)
      const common = {
        schemas,
        kubernetesVersion: flags.kubernetesVersion,
        allowUnknownKinds: flags.allowUnknownKinds === true,
      }
      const { isUnreadable, kubernetesVersions, validate } = await import(
        '@skyctl/generate/validate'
      )
      const known = kubernetesVersions(schemas)
      if (!known.includes(flags.kubernetesVersion)) {
        fail(`no schemas of Kubernetes ${flags.kubernetesVersion}: ${known.join(', ')}`)
      }
      if (flags.batch !== undefined) {
        const text = readFileSync(flags.batch === '-' ? 0 : resolve(folder, flags.batch), 'utf8')
        const { validateBatch } = await import('@skyctl/generate/validate-batch')
        for (const line of await validateBatch(text, common)) process.stdout.write(`${line}\n`)
        return
      }
      const options: ValidateOptions = {
        folder,
        paths,
        ...common,
        ...(version !== undefined && { version }),
        ...(judgeWorker !== undefined && { worker: judgeWorker }),
        ...(await guardrailOptions(flags, folder, fail)),
      }
      const result = await validate(options)
      if (flags.writeBaseline !== undefined) {
        const { renderBaseline } = await import('@skyctl/generate/validate-settings')
        writeFileSync(resolve(folder, flags.writeBaseline), renderBaseline(result.baseline))
        process.stderr.write(
          `wrote ${flags.writeBaseline}: ${result.baseline.findings.length} findings are accepted from now on\n`,
        )
        return
      }
      print(result, format as Format, folder)
      report(isUnreadable(result) ? 2 : hasErrors(result.problems) ? 1 : 0)
    })
}

async function guardrailOptions(
  { guardrails, suppressions, today, baseline }: Flags,
  folder: string,
  fail: (message: string) => never,
): Promise<Partial<ValidateOptions>> {
  if (guardrails !== undefined && guardrails !== 'baseline' && guardrails !== 'strict') {
    return fail(`unknown --guardrails ${guardrails}: baseline or strict`)
  }
  if (today !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(today)) {
    return fail(`--today ${today} is no date: YYYY-MM-DD`)
  }
  const settings: Partial<ValidateOptions> = {
    ...(guardrails !== undefined && { guardrails }),
    ...(today !== undefined && { today }),
  }
  if (suppressions === undefined && baseline === undefined) return settings
  const { readBaseline, readSuppressions } = await import('@skyctl/generate/validate-settings')
  return {
    ...settings,
    ...(suppressions !== undefined && {
      suppressions: readSuppressions(suppressions, textOf(folder, suppressions)),
    }),
    ...(baseline !== undefined && {
      baseline: { file: baseline, value: readBaseline(baseline, textOf(folder, baseline)) },
    }),
  }
}

/** @throws SkyError exit code 2 where the file cannot be read. */
function textOf(folder: string, file: string): string {
  try {
    return readFileSync(resolve(folder, file), 'utf8')
  } catch (cause) {
    const problem = {
      id: 'unreadable-path',
      severity: 'error' as const,
      where: { file },
      message: 'it cannot be read',
      hint: 'correct the path, or its permissions',
    }
    throw new SkyError([problem], { exitCode: 2, cause })
  }
}

function print({ problems, objects }: ValidateResult, format: Format, folder: string): void {
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
