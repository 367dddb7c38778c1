/** `npm run conformance:kubernetes`: holds our schemas and rules about Kubernetes' own kinds, and about custom ones, against its own code. */
import { samples } from '../../../packages/schema-lib/src/judge/api-server/testing/samples/index.ts'
import { createReport } from '../report.ts'
import { checkMutants } from './check-mutants.ts'
import { checkAccepted, checkRuleCases } from './check-objects.ts'
import { findRealObjects, isBuiltIn } from './corpus.ts'
import { checkCustomResources } from './custom/check-custom.ts'
import { customExplanations } from './custom/explanations.ts'
import { checkExplanations } from './explained-table.ts'
import { explanations } from './explanations.ts'
import { openJudge } from './judge-ourselves.ts'
import { buildJudge } from './kubernetes-judge.ts'

/** Environments differ in little: one is damaged. */
const damaged = 'production'

console.error('building the judge (minutes the first time)')
buildJudge()

const report = createReport(console.log)
checkExplanations(explanations, report)
checkExplanations(customExplanations, report)

const real = findRealObjects(isBuiltIn)
const named = Object.entries(samples).map(([path, object]) => ({
  path: `the sample ${path}`,
  object,
}))
const judge = await openJudge([...real, ...named].map(({ object }) => object))
checkAccepted('objects below generated/', real, judge, report)
checkAccepted('samples', named, judge, report)
checkRuleCases(judge, report)

const { operators, mutants, accepted, refused, unknownFields, explained } = checkMutants(
  [...findRealObjects(isBuiltIn, damaged), ...named].map(({ object }) => object),
  { judge, explanations, report },
)
report.check(operators >= 30, 'at least thirty kinds of damage are done', String(operators))
for (const [id, count] of explained) {
  report.check(count > 0, `explanation ${id} explains a mutant`, 'none')
}

console.log(`${real.length} real objects, ${named.length} samples, ${operators} kinds of damage`)
console.log(`${mutants} mutants: ${accepted} accepted and ${refused} refused by both`)
console.log(`  of these ${unknownFields} for unknown fields`)
for (const [id, count] of explained) console.log(`  ${count} explained by ${id}`)

const custom = await checkCustomResources(damaged, report)
const { held, webhooks, tally, rules } = custom
console.log(
  `${custom.real} custom resources, ${custom.samples} samples and ${custom.specimens} specimens of ${custom.kinds} kinds`,
)
console.log(
  `${held.mutants} mutants: ${held.accepted} accepted and ${held.refused} refused by both`,
)
console.log(`  of these ${held.unknownFields} for unknown fields`)
for (const { id } of customExplanations) {
  const count = (held.explained.get(id) ?? 0) + (webhooks.explained.get(id) ?? 0)
  console.log(`  ${count} explained by ${id}`)
}
console.log(
  `${webhooks.mutants} mutants of kinds that webhooks judge: ${webhooks.refused} refused by both, ${webhooks.beyond} by us alone; ${webhooks.accepted} accepted`,
)
console.log(
  `${custom.ruleCases} cases of rules in CEL; of ${rules.onCreate.length} rules ${tally.broken.size} were broken and ${tally.kept.size} kept, ${rules.onUpdate.length} more are about updates`,
)
const { passed, failed } = report.counts()
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
