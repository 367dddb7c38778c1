import { resolve } from 'node:path'
import { SkyError } from '@skyctl/core'
import type { ReleaseRequest, ReleaseResult } from '@skyctl/generate'
import type { Command } from 'commander'
import type { ReleaseFlags } from './commands/release-options.ts'
import { printProblems } from './print-problems.ts'
import { createStatusLine } from './status-line.ts'

/** Releases an image and prints what came of it. @returns the exit code. */
export async function runRelease(
  program: Command,
  schemas: string,
  request: ReleaseRequest,
  flags: ReleaseFlags,
): Promise<number> {
  const format = flags.json ? 'json' : flags.format
  if (format !== 'text' && format !== 'json') {
    program.error(`error: unknown --format ${format}: text or json`, { exitCode: 2 })
  }
  const root = resolve(program.opts().C)
  const status = createStatusLine(process.stderr)
  const { releaseImage } = await import('@skyctl/generate')
  try {
    const result = await releaseImage({
      root,
      schemas,
      request,
      command: `skyctl ${process.argv.slice(2).join(' ')}`,
      onProgress: status.show,
      ...(flags.allowPrune && { allowPrune: flags.allowPrune }),
    })
    status.clear()
    if (format === 'json') process.stdout.write(`${JSON.stringify(result)}\n`)
    else print(result, request)
    printProblems(result.problems, root)
    return 0
  } catch (error) {
    status.clear()
    if (!(error instanceof SkyError) || format === 'text') throw error
    process.stdout.write(`${JSON.stringify({ problems: error.problems })}\n`)
    return error.exitCode
  }
}

/** Standard output reads as a commit message: a subject, then what each environment ran and runs. */
function print(result: ReleaseResult, request: ReleaseRequest): void {
  process.stdout.write(`${releaseText(result, request)}\n`)
  for (const file of result.files) process.stderr.write(`wrote ${file}\n`)
}

/** The text of a release. */
export function releaseText({ app, environments }: ReleaseResult, request: ReleaseRequest): string {
  const changed = environments.filter(({ from, to }) => from.image !== to.image)
  const lines = environments.map(({ environment, from, to }) =>
    from.image === to.image
      ? `${environment}: ${name(to)} (as before)`
      : `${environment}: ${name(from)} -> ${name(to)}`,
  )
  if (changed.length === 0)
    return [`nothing to release: ${app} runs it already`, '', ...lines].join('\n')
  const tags = [...new Set(changed.map(({ to }) => to.tag))].join(', ')
  const names = changed.map(({ environment }) => environment).join(', ')
  const subject =
    request.kind === 'promote'
      ? `promote ${app} ${tags} from ${request.from} to ${names}`
      : `release ${app} ${tags} to ${names}`
  return [subject, '', ...lines].join('\n')
}

function name({ tag, digest }: { readonly tag: string; readonly digest?: string }): string {
  return digest === undefined ? tag : `${tag}@${digest}`
}
