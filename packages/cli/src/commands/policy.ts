import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { SkyError } from '@skyctl/core'
import type { Command } from 'commander'
import type { Installation } from '../main.ts'
import type { WorldFlags } from '../policy/read-world.ts'

interface VerdictFlags extends WorldFlags {
  readonly world?: readonly string[]
  readonly queries?: string
  readonly batch?: string
}

interface ExplainFlags extends WorldFlags {
  readonly world: readonly string[]
  readonly from: string
  readonly to: string
  readonly port: string
  readonly json?: boolean
}

interface ReachFlags extends WorldFlags {
  readonly exposure?: boolean
  readonly format: string
  readonly json?: boolean
}

const help = `
A path is a file or a folder of YAML or JSON, read recursively; - is standard input. Policies are evaluated as Cilium's agent does,
without a cluster; --profile says how the agent is configured, and a profile.yaml in the world is read first. A policy that Cilium
refuses takes no part and is named on standard error.

Examples:
  skyctl policy verdict --world generated/production --queries queries.json
  skyctl policy explain --world generated/production --from storefront/frontend --to payments/checkout --port tcp/5050
  skyctl policy reach generated/production/apps/cart generated/production/platform`

type Report = (code: number) => void

/** `skyctl policy`: who can talk to whom, from manifests alone. */
export function policyCommand(program: Command, report: Report, installation: Installation): void {
  const policy = program
    .command('policy')
    .description('who can talk to whom under Cilium, from manifests alone')
    .addHelpText('after', help)
  const withWorld = (command: Command) =>
    command
      .option(
        '--dialect <name>',
        'cilium, or kubernetes: NetworkPolicy as its own text has it',
        'cilium',
      )
      .option('--profile <key=value...>', "settings of Cilium's agent, such as ciliumVersion=1.19")

  withWorld(policy.command('verdict'))
    .description('one verdict a query, as JSON')
    .option('--world <path...>', 'files and folders of manifests')
    .option('--queries <file>', 'a JSON array of queries; - is standard input')
    .option(
      '--batch <file>',
      'lines of JSON: { "id"?, "world", "queries", "profile"? }; - is standard input',
    )
    .action(async (flags: VerdictFlags) => {
      const { world = [], queries, batch } = flags
      if ((batch === undefined) === (world.length === 0 && queries === undefined)) {
        program.error('error: name --world and --queries, or --batch', { exitCode: 2 })
      }
      if (batch !== undefined) return answerBatch(textOf(batch, program), flags, installation)
      if (world.length === 0 || queries === undefined) {
        program.error('error: --world and --queries belong together', { exitCode: 2 })
      }
      const { answerQueries, readQueries } = await import('@skyctl/policy-lib')
      const read = readQueries(parsed(textOf(queries, program), queries))
      if (read.faults.length > 0) throw wrongQueries(read.faults)
      const prepared = await prepare(world, flags, program, installation)
      const { answers, faults } = answerQueries(prepared, read.queries)
      if (faults.length > 0) throw wrongQueries(faults)
      print(answers)
    })

  withWorld(policy.command('explain'))
    .description('the rules that decide one connection, in their order')
    .requiredOption('--world <path...>', 'files and folders of manifests')
    .requiredOption(
      '--from <peer>',
      'namespace/name, an address, a host, or an entity such as world',
    )
    .requiredOption('--to <peer>', 'the same')
    .requiredOption('--port <protocol/number>', 'tcp/8080: of the pod, not of its Service')
    .option('--json', 'as JSON')
    .action(async (flags: ExplainFlags) => {
      const [{ explainQuery, renderExplanation }, { readPeer, readPort }] = await Promise.all([
        import('@skyctl/policy-lib'),
        import('../policy/read-peer.ts'),
      ])
      const query = { from: readPeer(flags.from), to: readPeer(flags.to), ...readPort(flags.port) }
      const prepared = await prepare(flags.world, flags, program, installation)
      const explained = explainQuery(prepared, query)
      if ('faults' in explained) throw wrongQueries(explained.faults)
      if (flags.json) print(explained.explanation)
      else process.stdout.write(`${renderExplanation(explained.explanation)}\n`)
    })

  diffCommand(withWorld(policy.command('diff <base> <head>')), program, report, installation)

  withWorld(policy.command('reach <path...>'))
    .description('every connection that is allowed, grouped')
    .option('--format <format>', reachFormats.join(', '), 'text')
    .option('--json', 'short for --format json')
    .option(
      '--exposure',
      'instead: the pods that no manifest has, and that are let in or reached if they come',
    )
    .action(async (paths: string[], flags: ReachFlags) => {
      const format = flags.json ? 'json' : flags.format
      if (!reachFormats.some((known) => known === format)) {
        program.error(`error: unknown --format ${format}: ${reachFormats.join(', ')}`, {
          exitCode: 2,
        })
      }
      if (flags.exposure) {
        if (format === 'dot' || format === 'svg') {
          program.error(`error: --exposure is printed as text or json, not ${format}`, {
            exitCode: 2,
          })
        }
        const [{ exposures }, { exposureJson, renderExposures }] = await Promise.all([
          import('@skyctl/policy-lib'),
          import('../policy/print-exposure.ts'),
        ])
        const found = exposures(await prepare(paths, flags, program, installation))
        if (format === 'json') print(exposureJson(found))
        else process.stdout.write(`${renderExposures(found)}\n`)
        return
      }
      const [{ reachability }, { reachJson, reachLines, renderReach }] = await Promise.all([
        import('@skyctl/policy-lib'),
        import('../policy/print-reach.ts'),
      ])
      const found = reachability(await prepare(paths, flags, program, installation))
      if (format === 'dot' || format === 'svg') {
        const { reachDot, reachSvg } = await import('../policy/draw-reach.ts')
        process.stdout.write(format === 'dot' ? reachDot(found) : await reachSvg(found))
      } else if (format === 'json') print(reachJson(found))
      else process.stdout.write(`${renderReach(reachLines(found))}\n`)
    })
}

interface DiffFlags extends WorldFlags {
  readonly env?: readonly string[]
  readonly format: string
  readonly json?: boolean
  readonly exitCode?: boolean
}

const reachFormats = ['text', 'json', 'dot', 'svg'] as const
const diffFormats = ['md', 'json', 'sarif'] as const

/** `skyctl policy diff`: what a change makes different about who can talk to whom. */
function diffCommand(
  command: Command,
  program: Command,
  report: Report,
  { schemas }: Installation,
) {
  command
    .description('connections that a change opens and closes, with the rules to blame')
    .option('--env <environment...>', 'environments of the trees; all where it is left out')
    .option('--format <format>', diffFormats.join(', '), 'md')
    .option('--json', 'short for --format json')
    .option('--exit-code', 'exit 1 where a connection is not what it was')
    .addHelpText('after', diffHelp)
    .action(async (base: string, head: string, flags: DiffFlags) => {
      const format = flags.json ? 'json' : flags.format
      if (!diffFormats.some((known) => known === format)) {
        program.error(`error: unknown --format ${format}: ${diffFormats.join(', ')}`, {
          exitCode: 2,
        })
      }
      const [{ comparePolicies }, { validatorCache }] = await Promise.all([
        import('../policy-diff/compare-policies.ts'),
        import('@skyctl/generate/validator-cache'),
      ])
      const { text, isDifferent } = await comparePolicies({
        folder: resolve(program.opts().C),
        base,
        head,
        environments: flags.env ?? [],
        format: format as (typeof diffFormats)[number],
        schemas,
        cache: validatorCache(schemas),
        flags,
      })
      process.stdout.write(text)
      report(flags.exitCode === true && isDifferent ? 1 : 0)
    })
}

const diffHelp = `
BASE and HEAD are folders of manifests, or revisions, whose generated/ is read from git's objects without a checkout. Each environment of
a tree is a world of its own; what is the same in several is said once.

Examples:
  skyctl policy diff origin/main HEAD              what a branch opens and closes
  skyctl policy diff origin/main generated         with what is not committed yet
  skyctl policy diff before/ after/ --exit-code    any two folders of manifests`

async function prepare(
  paths: readonly string[],
  flags: WorldFlags,
  program: Command,
  { schemas }: Installation,
) {
  const [{ readWorld }, { validatorCache }] = await Promise.all([
    import('../policy/read-world.ts'),
    import('@skyctl/generate/validator-cache'),
  ])
  const folder = resolve(program.opts().C)
  return readWorld({ folder, paths, schemas, cache: validatorCache(schemas), flags })
}

async function answerBatch(text: string, flags: WorldFlags, { schemas }: Installation) {
  const [{ batchAnswerText, loadAdmission }, { dialectOf, kubernetesVersion }, { validatorCache }] =
    await Promise.all([
      import('@skyctl/policy-lib'),
      import('../policy/read-world.ts'),
      import('@skyctl/generate/validator-cache'),
    ])
  const cache = validatorCache(schemas)
  const options = {
    dialect: dialectOf(flags.dialect),
    admission: await loadAdmission({ schemas, cache, kubernetesVersion }),
  }
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue
    for (const piece of batchAnswerText(line, options)) process.stdout.write(piece)
    process.stdout.write('\n')
  }
}

function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`)
}

/** @throws SkyError exit code 2 where it cannot be read. */
function textOf(path: string, program: Command): string {
  try {
    return readFileSync(path === '-' ? 0 : resolve(program.opts().C, path), 'utf8')
  } catch (cause) {
    throw unreadable(path, 'it cannot be read', cause)
  }
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw unreadable(path, `it is no JSON: ${(cause as Error).message}`, cause)
  }
}

function unreadable(file: string, message: string, cause: unknown): SkyError {
  const hint = 'correct the path, or the file'
  const problem = {
    id: 'unreadable-path',
    severity: 'error' as const,
    where: { file },
    message,
    hint,
  }
  return new SkyError([problem], { exitCode: 2, cause })
}

function wrongQueries(faults: readonly string[]): SkyError {
  return new SkyError(
    faults.map((message) => ({
      id: 'wrong-query',
      severity: 'error' as const,
      where: {},
      message,
      hint: 'skyctl policy --help shows how peers and ports are written',
    })),
    { exitCode: 2 },
  )
}
