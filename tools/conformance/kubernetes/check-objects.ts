import type { JsonObject } from '@skyctl/core'
import { objectOf } from '../../../packages/schema-lib/src/judge/api-server/testing/changed.ts'
import { serverCases } from '../../../packages/schema-lib/src/judge/api-server/testing/server-cases.ts'
import type { Report } from '../report.ts'
import { describe, type Judge } from './judge-ourselves.ts'
import { askKubernetes, type Verdict } from './kubernetes-judge.ts'

export interface NamedObject {
  readonly path: string
  readonly object: JsonObject
}

/** Objects that nothing is wrong with: both judges accept them. */
export function checkAccepted(
  what: string,
  objects: readonly NamedObject[],
  judge: Judge,
  report: Report,
): void {
  report.check(objects.length > 0, `there are ${what}`, 'none is found')
  const verdicts = askKubernetes(objects.map(({ object }) => object))
  objects.forEach(({ path, object }, index) => {
    const { accepted, errors = [] } = verdicts[index] as Verdict
    report.check(accepted, `the API server accepts ${path}`, errors.join('\n'))
    const findings = judge(object)
    report.check(findings.length === 0, `our rules accept ${path}`, describe(findings))
  })
}

/** Every example of every rule: the API server refuses where a rule of ours finds something, and accepts where none does. */
export function checkRuleCases(judge: Judge, report: Report): void {
  const cases = serverCases.flatMap(({ rule, cases }) =>
    cases.map((example) => ({
      title: `${rule}: ${example.title}`,
      finds: example.finds !== undefined,
      object: objectOf(example),
    })),
  )
  const verdicts = askKubernetes(cases.map(({ object }) => object))
  cases.forEach(({ title, finds, object }, index) => {
    const { accepted, errors = [] } = verdicts[index] as Verdict
    report.check(
      accepted !== finds,
      `${title}, and the API server ${finds ? 'refuses' : 'accepts'}`,
      accepted ? 'accepted' : errors.join('\n'),
    )
    const findings = judge(object)
    report.check(finds === findings.length > 0, `${title}, schema included`, describe(findings))
  })
}
