/**
 * `npm run conformance:cilium`: holds the reference of the semantics, and policy-lib, against Cilium's own engine.
 *
 * `-- --seed N` repeats the random worlds and damaged policies of another run, `-- --worlds N` and `-- --policies N` change their number.
 */
import { parseArgs } from 'node:util'
import { createReport } from '../report.ts'
import { cases } from './cases/index.ts'
import { checkCases, checkCasesAgainstOurs, questionOf } from './check-cases.ts'
import { checkTrees } from './check-trees.ts'
import { askCilium, buildJudge } from './cilium-judge.ts'
import { printCoverage } from './coverage.ts'
import { checkExplanations } from './differential/check-explanations.ts'
import { checkRandomWorlds } from './differential/check-random.ts'
import { createRandom } from './differential/random.ts'
import { randomQuestion } from './differential/random-world.ts'
import { createOurJudge, openAdmission } from './our-judge.ts'
import { checkValidation } from './validation/check-validation.ts'
import { checkVariants } from './variants/check-variants.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    worlds: { type: 'string', default: '1000' },
    policies: { type: 'string', default: '20000' },
  },
})

console.error('building the judge (minutes the first time)')
buildJudge()

const report = createReport(console.log)
const answers = checkCases(cases, report)
printCoverage(cases, report)

const admission = await openAdmission()
const ours = createOurJudge(admission)
checkCasesAgainstOurs(cases, answers, ours, report)

checkExplanations(ours, report)
// Always the same worlds: whether a variant is noticed is no matter of luck.
const random = createRandom(1)
const more = Array.from({ length: 300 }, () => randomQuestion(random, 60))
const caught = await checkVariants(
  [...cases.map(questionOf), ...more],
  [...answers, ...askCilium(more)],
  admission,
  report,
)
console.log(`${caught.length} rules have a broken variant that was noticed: ${caught.join(', ')}`)
console.log(`${checkTrees(ours, report)} connections of the committed tree`)

const [seed, worlds] = [Number(values.seed), Number(values.worlds)]
const tally = checkRandomWorlds({ seed, worlds, queries: 60, ours, report })
const { queries, verdicts, secondsOfCilium, secondsOfOurs } = tally
report.check(
  queries >= worlds * 55,
  'nearly every random world can be asked about',
  `${queries} queries`,
)
for (const verdict of ['allowed', 'denied', 'may']) {
  report.check((verdicts.get(verdict) ?? 0) > 0, `some random queries are ${verdict}`, 'none')
}
console.log(`${queries} queries about ${worlds} random worlds of seed ${seed}`)
console.log(`  ${[...verdicts].map(([verdict, count]) => `${count} ${verdict}`).join(', ')}`)
console.log(`  ${tally.rejected} policies refused`)
for (const [id, count] of tally.explained) console.log(`  ${count} explained by ${id}`)
for (const [difference, count] of tally.differences) console.log(`  ${count} times ${difference}`)
console.log(
  `  Cilium ${secondsOfCilium.toFixed(1)} s, ${Math.round(queries / secondsOfCilium)} queries a second; policy-lib ${secondsOfOurs.toFixed(1)} s`,
)

const policies = Number(values.policies)
const judged = checkValidation({ seed, policies, admission, report })
console.log(`${policies} damaged policies of seed ${seed}`)
console.log(
  `  ${judged.accepted} accepted, ${judged.refused} refused by the API server, ${judged.silentlyRefused} by the agent alone`,
)
for (const [id, count] of judged.byRule) console.log(`  ${count} refused for ${id} alone`)
for (const [id, count] of judged.explained) console.log(`  ${count} explained by ${id}`)
for (const [difference, count] of judged.differences) {
  console.log(`  ${count} times ${difference}`)
}

const { passed, failed } = report.counts()
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
