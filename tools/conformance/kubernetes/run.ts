/** `npm run conformance:kubernetes`: holds our schemas and rules about Kubernetes' own kinds against its own code. */
import { samples } from '../../../packages/schema-lib/src/judge/api-server/testing/samples/index.ts'
import { createReport } from '../report.ts'
import { checkMutants } from './check-mutants.ts'
import { checkAccepted, checkRuleCases } from './check-objects.ts'
import { findRealObjects } from './corpus.ts'
import { checkExplanations } from './explained-table.ts'
import { openJudge } from './judge-ourselves.ts'
import { buildJudge } from './kubernetes-judge.ts'

/** Environments differ in little: one is damaged. */
const damaged = 'production'

console.error('building the judge (minutes the first time)')
buildJudge()

const report = createReport(console.log)
checkExplanations(report)

const real = findRealObjects()
const named = Object.entries(samples).map(([path, object]) => ({
  path: `the sample ${path}`,
  object,
}))
const judge = await openJudge([...real, ...named].map(({ object }) => object))
checkAccepted('objects below generated/', real, judge, report)
checkAccepted('samples', named, judge, report)
checkRuleCases(judge, report)

const { operators, mutants, accepted, refused, unknownFields, explained } = checkMutants(
  [...findRealObjects(damaged), ...named].map(({ object }) => object),
  judge,
  report,
)
report.check(operators >= 30, 'at least thirty kinds of damage are done', String(operators))
for (const [id, count] of explained) {
  report.check(count > 0, `explanation ${id} explains a mutant`, 'none')
}

console.log(`${real.length} real objects, ${named.length} samples, ${operators} kinds of damage`)
console.log(`${mutants} mutants: ${accepted} accepted and ${refused} refused by both`)
console.log(`  of these ${unknownFields} for unknown fields`)
for (const [id, count] of explained) console.log(`  ${count} explained by ${id}`)
const { passed, failed } = report.counts()
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
