/** `npm run bench`: runs the benchmarks and prints what they measured. */
import { parseArgs } from 'node:util'
import { type Benchmark, BenchmarkFailure } from './benchmark.ts'
import { generateBenchmark } from './generate/index.ts'
import { policyBenchmark } from './policy/index.ts'
import { renderJson, renderTable } from './render-measures.ts'
import { validateBenchmark } from './validate/index.ts'

const benchmarks: readonly Benchmark[] = [generateBenchmark, validateBenchmark, policyBenchmark]

const usage = `Usage: npm run bench -- [NAME]... [--json] [--rounds N]

${benchmarks.map(({ name, description }) => `  ${name}  ${description}`).join('\n')}

  --json      one line of JSON a measure
  --rounds N  measure N times; figures are medians (default: 3)`

class WrongUse extends Error {}

interface Wishes {
  readonly chosen: readonly Benchmark[]
  readonly json: boolean
  readonly rounds: number
}

/** @throws WrongUse */
function readArguments(args: readonly string[]): Wishes | 'help' {
  const { values, positionals } = parse(args)
  if (values.help) return 'help'
  const names = benchmarks.map(({ name }) => name)
  const unknown = positionals.filter((name) => !names.includes(name))
  if (unknown.length > 0) {
    throw new WrongUse(
      `no benchmark is called ${unknown.join(', ')}; there is: ${names.join(', ')}`,
    )
  }
  const rounds = Number(values.rounds)
  if (!Number.isInteger(rounds) || rounds < 1) {
    throw new WrongUse(`--rounds ${values.rounds}: a whole number from 1`)
  }
  const chosen = benchmarks.filter(
    ({ name }) => positionals.length === 0 || positionals.includes(name),
  )
  return { chosen, json: values.json, rounds }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        rounds: { type: 'string', default: '3' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
  } catch (cause) {
    throw new WrongUse(cause instanceof Error ? cause.message : String(cause), { cause })
  }
}

async function main(): Promise<number> {
  try {
    const wishes = readArguments(process.argv.slice(2))
    if (wishes === 'help') {
      process.stdout.write(`${usage}\n`)
      return 0
    }
    const render = wishes.json ? renderJson : renderTable
    for (const { name, run } of wishes.chosen) {
      const log = (text: string) => process.stderr.write(`${name}: ${text}\n`)
      process.stdout.write(`${render(await run({ rounds: wishes.rounds, log }))}\n`)
    }
    return 0
  } catch (error) {
    if (error instanceof WrongUse) {
      process.stderr.write(`${error.message}\n\n${usage}\n`)
      return 2
    }
    if (!(error instanceof BenchmarkFailure)) throw error
    process.stderr.write(`failed: ${error.message}\n`)
    return 1
  }
}

// Ctrl-C ends the measured process, and through its failure this one: after the temporary folder is gone.
process.on('SIGINT', () => {})
process.exitCode = await main()
