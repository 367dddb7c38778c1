/**
 * `npm run conformance:cilium`: holds the reference of the semantics, and policy-lib, against Cilium's own engine.
 *
 * `-- --seed N` repeats the random worlds of another run, `-- --worlds N` changes their number.
 */
import { parseArgs } from 'node:util'
import { createReport } from '../report.ts'
import { cases } from './cases/index.ts'
import { checkCases } from './check-cases.ts'
import { buildJudge } from './cilium-judge.ts'
import { checkRandomWorlds } from './differential/check-random.ts'
import { openOurJudge } from './our-judge.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    worlds: { type: 'string', default: '1300' },
  },
})

console.error('building the judge (minutes the first time)')
buildJudge()

const report = createReport(console.log)
checkCases(cases, report)
console.log(`${cases.length} cases written by hand`)

const [seed, worlds] = [Number(values.seed), Number(values.worlds)]
const ours = await openOurJudge()
const tally = checkRandomWorlds({ seed, worlds, queries: 40, ours, report })
console.log(`${tally.queries} queries about ${worlds} random worlds of seed ${seed}`)
console.log(`  ${[...tally.verdicts].map(([verdict, count]) => `${count} ${verdict}`).join(', ')}`)
console.log(`  ${tally.rejected} policies refused by both`)
for (const [id, count] of tally.explained) console.log(`  ${count} explained by ${id}`)
console.log(
  `  Cilium ${tally.secondsOfCilium.toFixed(1)} s, policy-lib ${tally.secondsOfOurs.toFixed(1)} s`,
)

const { passed, failed } = report.counts()
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
