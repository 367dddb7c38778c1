/** `npm run conformance:cilium`: holds the reference of the semantics, and policy-lib, against Cilium's own engine. */
import { createReport } from '../report.ts'
import { cases } from './cases/index.ts'
import { checkCases } from './check-cases.ts'
import { buildJudge } from './cilium-judge.ts'

console.error('building the judge (minutes the first time)')
buildJudge()

const report = createReport(console.log)
checkCases(cases, report)
const { passed, failed } = report.counts()
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
