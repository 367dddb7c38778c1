/** `npm run conformance`: holds our rules about an eksctl ClusterConfig against eksctl itself. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkExamples, checkRealFiles, checkRuleCases } from './check-corpus.ts'
import { checkMutants } from './check-mutants.ts'
import { findExamples, findRealFiles } from './corpus.ts'
import { buildJudge, printEksctlSchema } from './eksctl-judge.ts'
import { checkExplanations } from './explained-table.ts'
import { createReport } from './report.ts'

const schema = 'schemas/crds/eksctl.io/clusterconfig_v1alpha5.json'

console.error('building the judge (minutes the first time)')
buildJudge()

const report = createReport(console.log)
report.check(
  readFileSync(join(import.meta.dirname, '../..', schema), 'utf8') === printEksctlSchema(),
  `${schema} is what eksctl prints`,
  'regenerate it: docs/conformance.md',
)
checkExplanations(report)

const files = findRealFiles()
checkRealFiles(files, report)
checkRuleCases(report)
const examples = findExamples()
checkExamples(examples, report)

const { mutants, accepted, refused, explained } = checkMutants([...files, ...examples], report)
for (const [id, count] of explained) {
  report.check(count > 0, `explanation ${id} explains a mutant`, 'none')
}

console.log(
  `${files.length} real files, ${examples.length} examples of eksctl's, ${mutants} mutants:`,
)
console.log(`  ${accepted} accepted and ${refused} refused by both`)
for (const [id, count] of explained) console.log(`  ${count} explained by ${id}`)
const { passed, failed } = report.counts()
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
