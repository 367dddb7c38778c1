import { validateClusterConfig } from '@skyctl/eks-lib'
import { ruleCases } from '../../packages/eks-lib/src/validate/testing/rule-cases.ts'
import { commands, phaseOf, type RealFile } from './corpus.ts'
import { askEksctl, type Verdict } from './eksctl-judge.ts'
import { explanations } from './explanations.ts'
import { describe, judgeOurselves } from './judge-ourselves.ts'
import type { Report } from './report.ts'

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
