import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type * as policyLib from '@skyctl/policy-lib'
import type { Admission } from '@skyctl/policy-lib'
import { build } from 'esbuild'
import type { Report } from '../../report.ts'
import type { Question, WorldAnswer } from '../cilium-judge.ts'
import { differenceAt, wrongWithWorld } from '../differential/compare-worlds.ts'
import { createOurJudge, type OurAnswer, type OurJudge } from '../our-judge.ts'
import { type BrokenRule, brokenRules } from './broken-rules.ts'

const root = join(import.meta.dirname, '../../../..')
const source = join(root, 'packages/policy-lib/src')
const cache = join(root, 'node_modules/.cache/skyctl/variants')

/**
 * Breaks one rule of policy-lib after the other, and asks it the cases again: Cilium's answers must tell. A rule that can be broken without
 * anybody noticing is held by nothing.
 *
 * @returns Numbers of the rules whose broken variant was caught.
 */
export async function checkVariants(
  questions: readonly Question[],
  answers: readonly WorldAnswer[],
  admission: Admission,
  report: Report,
): Promise<readonly number[]> {
  mkdirSync(cache, { recursive: true })
  const caught: number[] = []
  const whole = { rule: 0, mistake: 'nothing', file: 'index.ts', from: '', to: '' }
  const unbroken = await variantOf(
    whole,
    readFileSync(join(source, whole.file), 'utf8'),
    -1,
    admission,
  )
  const isQuiet = questions.every((question, at) => {
    const theirs = answers[at]
    return theirs !== undefined && !differs(unbroken(question), theirs, question)
  })
  // Else something else than the mistakes would be noticed.
  report.check(isQuiet, 'no case differs where no rule is broken')
  for (const [index, broken] of brokenRules.entries()) {
    const title = `rule ${broken.rule}, broken: ${broken.mistake}`
    const text = readFileSync(join(source, broken.file), 'utf8')
    if (text.split(broken.from).length !== 2) {
      report.fail(title, `${broken.file} does not hold once: ${broken.from}`)
      continue
    }
    const ask = await variantOf(
      broken,
      text.replace(broken.from, () => broken.to),
      index,
      admission,
    )
    const isCaught = questions.some((question, at) => {
      const theirs = answers[at]
      return theirs !== undefined && differs(ask(question), theirs, question)
    })
    report.check(isCaught, title, 'no case notices')
    if (isCaught) caught.push(broken.rule)
  }
  rmSync(cache, { recursive: true, force: true })
  return [...new Set(caught)]
}

function differs(ours: OurAnswer, theirs: WorldAnswer, { queries }: Question): boolean {
  if (wrongWithWorld(ours, theirs) !== undefined) return true
  return queries.some((_, at) => differenceAt(ours, theirs, at) !== undefined)
}

/** policy-lib with one file replaced, as a judge. */
async function variantOf(
  { file }: BrokenRule,
  text: string,
  index: number,
  admission: Admission,
): Promise<OurJudge> {
  const outfile = join(cache, `${index}.mjs`)
  const { outputFiles } = await build({
    entryPoints: [join(source, 'index.ts')],
    outfile,
    write: false,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    plugins: [
      {
        name: 'variant',
        setup: ({ onLoad, onResolve }) => {
          onResolve({ filter: /^@skyctl\// }, ({ path }) => ({
            path: join(root, 'packages', path.replace('@skyctl/', ''), 'src/index.ts'),
          }))
          onLoad({ filter: /\.ts$/ }, ({ path }) =>
            path === join(source, file) ? { contents: text, loader: 'ts' } : undefined,
          )
        },
      },
    ],
  })
  writeFileSync(outfile, outputFiles[0]?.text ?? '')
  const variant = (await import(pathToFileURL(outfile).href)) as typeof policyLib
  return createOurJudge(admission, variant.answerBatchLine)
}
