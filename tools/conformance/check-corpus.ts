import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JsonObject, Problem } from '@skyctl/core'
import { type Phase, validateClusterConfig } from '@skyctl/eks-lib'
import { parse } from 'yaml'
import type { Command } from '../../packages/eks-lib/src/validate/testing/rule-case.ts'
import { ruleCases } from '../../packages/eks-lib/src/validate/testing/rule-cases.ts'
import { askEksctl, eksctlModule, type Verdict } from './eksctl-judge.ts'
import { type Explanation, explanations, type Source } from './explanations.ts'
import { type Mutant, mutantsOf } from './mutate.ts'
import type { Report } from './report.ts'

const root = join(import.meta.dirname, '../..')

/** A config of ours, and which commands read it. */
export interface RealFile {
  readonly path: string
  readonly source: Source
  readonly text: string
  readonly config: JsonObject
}

const commands: Readonly<Record<Source, readonly Command[]>> = {
  bootstrap: ['create-cluster'],
  full: ['create-nodegroup', 'create-iamserviceaccount'],
  'one-pass': ['create-cluster'],
  stranger: ['create-cluster'],
}

function phaseOf(source: Source): Phase {
  return source === 'bootstrap' ? 'bootstrap' : 'full'
}

/** eksctl's own examples: a stranger's configs. */
export function findExamples(): readonly RealFile[] {
  const folder = join(eksctlModule(), 'examples')
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8')
      const config = parse(text) as JsonObject
      return { path: `examples/${name}`, source: 'stranger', text, config }
    })
}

/** Both files of every environment, as they are committed. */
export function findRealFiles(): readonly RealFile[] {
  return readdirSync(join(root, 'generated'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .flatMap((environment) =>
      (
        [
          ['bootstrap', 'cluster.bootstrap.yaml'],
          ['full', 'cluster.yaml'],
        ] as const
      ).flatMap(([source, file]): readonly RealFile[] => {
        const path = `generated/${environment}/cluster/${file}`
        const text = readIfThere(join(root, path))
        return text === undefined ? [] : [{ path, source, text, config: parse(text) as JsonObject }]
      }),
    )
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Our files are accepted by every command that reads them, and by our own rules. */
export function checkRealFiles(files: readonly RealFile[], report: Report): void {
  report.check(files.length > 0, 'generated/*/cluster holds files of eksctl', 'none is found')
  for (const { path, source, text, config } of files) {
    const asked = commands[source].map((command) => ({ id: path, file: text, command }))
    for (const [index, { accepted, error }] of askEksctl(asked).entries()) {
      report.check(accepted, `eksctl ${asked[index]?.command} accepts ${path}`, error)
    }
    const problems = validateClusterConfig(config, { phase: phaseOf(source), file: path })
    report.check(problems.length === 0, `our rules accept ${path}`, describe(problems))
  }
}

/** Every example of every rule: ours finds what it should (unit tests say where), and eksctl says what is declared. */
export function checkRuleCases(report: Report): void {
  const cases = ruleCases.flatMap(({ rule, cases }) =>
    cases.map((example) => ({ rule, ...example, id: `${rule}: ${example.title}` })),
  )
  const verdicts = askEksctl(
    cases.map(({ id, config, command = 'create-cluster' }) => ({
      id,
      file: JSON.stringify(config),
      command,
    })),
  )
  cases.forEach(({ id, rule, config, phase = 'full', finds, eksctl }, index) => {
    const problems = validateClusterConfig(config, { phase })
    report.check((finds === undefined) === (problems.length === 0), id, describe(problems))
    const refuses = finds !== undefined && eksctl === 'refuses'
    report.check(
      verdicts[index]?.accepted === !refuses,
      `${id}, and eksctl ${refuses ? 'refuses' : 'accepts'}`,
      verdicts[index]?.error ?? 'accepted',
    )
    if (finds === undefined || refuses) return
    const explained = explanations.some(
      (entry) => entry.stricter === 'ours' && entry.rules.includes(rule),
    )
    report.check(explained, `${id}: docs/conformance.md says why eksctl accepts`, 'no entry')
  })
}

/** Rules of ours about nodes that no config of a stranger's has to follow. */
const ourOwn = ['require-node-policies', 'forbid-cni-policy-on-nodes']

function judgeOurselves(config: JsonObject, source: Source): readonly Problem[] {
  const problems = validateClusterConfig(config, { phase: phaseOf(source) })
  return source === 'stranger' ? problems.filter(({ id }) => !ourOwn.includes(id)) : problems
}

/** The same verdict on eksctl's own examples, but for our own rules. */
export function checkExamples(examples: readonly RealFile[], report: Report): void {
  report.check(examples.length > 0, "eksctl's module holds examples", 'none is found')
  const verdicts = askEksctl(
    examples.map(({ path, text }) => ({ id: path, file: text, command: 'create-cluster' })),
  )
  examples.forEach(({ path, source, config }, index) => {
    const { accepted, error } = verdicts[index] as Verdict
    const problems = judgeOurselves(config, source)
    report.check(
      accepted === (problems.length === 0),
      `both judges ${accepted ? 'accept' : 'refuse'} eksctl's ${path}`,
      error ?? describe(problems),
    )
  })
}

export interface MutantCounts {
  readonly mutants: number
  readonly accepted: number
  readonly refused: number
  readonly explained: ReadonlyMap<string, number>
}

/** Every mutant of every file: the same verdict, or a difference that is explained. */
export function checkMutants(files: readonly RealFile[], report: Report): MutantCounts {
  const explained = new Map<string, number>(explanations.map(({ id }) => [id, 0]))
  let [mutants, accepted, refused] = [0, 0, 0]
  for (const { path, source, config } of [...files, ...files.flatMap(inOnePass)]) {
    const all = mutantsOf(withShortPolicies(config))
    mutants += all.length
    const verdicts = commands[source].map((command) =>
      askEksctl(
        all.map((mutant, index) => ({
          id: String(index),
          file: JSON.stringify(mutant.config),
          command,
        })),
      ),
    )
    all.forEach((mutant, index) => {
      const refusal = verdicts.map((list) => list[index]).find((verdict) => !verdict?.accepted)
      const problems = judgeOurselves(mutant.config, source)
      if ((refusal === undefined) === (problems.length === 0)) {
        if (refusal === undefined) accepted++
        else refused++
        return
      }
      const title = `${path} (${source}), ${mutant.operator} ${mutant.pointer}`
      const entries = explain(refusal, problems, mutant, source)
      for (const [what, entry] of entries) {
        if (entry === undefined) report.fail(title, what)
      }
      if (entries.some(([, entry]) => entry === undefined)) return
      report.pass()
      for (const { id } of new Set(entries.flatMap(([, entry]) => entry ?? []))) {
        explained.set(id, (explained.get(id) ?? 0) + 1)
      }
    })
  }
  report.passed(accepted + refused)
  return { mutants, accepted, refused, explained }
}

/** Policy documents of one statement: eksctl passes them on unread, and most of a file is policies. */
function withShortPolicies(config: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(config), (key, value) =>
    key === 'attachPolicy' && Array.isArray(value?.Statement)
      ? { ...value, Statement: value.Statement.slice(0, 1) }
      : value,
  ) as JsonObject
}

/** Every problem of ours needs an explanation of its own; a refusal of eksctl's is one message. */
function explain(
  refusal: Verdict | undefined,
  problems: readonly Problem[],
  mutant: Mutant,
  source: Source,
): readonly (readonly [string, Explanation | undefined])[] {
  if (refusal !== undefined) {
    const message = refusal.error ?? ''
    const entry = explanations.find(
      (known) => known.stricter === 'eksctl' && known.matches(message, mutant, source),
    )
    return [[`only eksctl refuses: ${message}`, entry]]
  }
  return problems.map((problem) => {
    const entry = explanations.find(
      (known) =>
        known.stricter === 'ours' &&
        known.rules.includes(problem.id) &&
        known.matches(problem, mutant, source),
    )
    return [`only we refuse: ${describe([problem])}`, entry]
  })
}

/** The full file as `create cluster` could make it in one go, with AWS's own CNI. */
function inOnePass({ path, source, config }: RealFile): readonly RealFile[] {
  if (source !== 'full') return []
  const addons = Array.isArray(config.addons) ? config.addons : []
  const whole: JsonObject = {
    ...config,
    addonsConfig: {},
    addons: [{ name: 'vpc-cni' }, ...addons],
  }
  return [{ path, source: 'one-pass', text: JSON.stringify(whole), config: whole }]
}

function describe(problems: readonly Problem[]): string {
  return problems
    .map(({ id, where, message }) => `${id} at ${where.pointer}: ${message}`)
    .join('\n')
}
