/**
 * `npm run conformance:network-policy`: holds policy-lib's reading of NetworkPolicy in the dialect of Kubernetes against cyclonus, an
 * evaluator that others wrote from the same documentation, on random worlds.
 *
 * `-- --seed N` repeats the random worlds of another run, `-- --worlds N` changes their number.
 */
import { parseArgs } from 'node:util'
import { answerQueries, prepareWorld } from '@skyctl/policy-lib'
import { createRandom } from '../cilium/differential/random.ts'
import { createReport } from '../report.ts'
import { type RandomWorld, randomWorld } from './random-world.ts'
import { askSecondOpinion, buildSecondOpinion, type SecondOpinion } from './second-opinion.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    worlds: { type: 'string', default: '1000' },
  },
})
const [seed, count] = [Number(values.seed), Number(values.worlds)]

console.error('building the second opinion')
buildSecondOpinion()

const worlds = Array.from({ length: count }, (_, index) =>
  randomWorld(createRandom(seed * 1_000_003 + index), 50),
)
const opinions = askSecondOpinion(
  worlds.map(({ policies, queries }) => ({
    policies,
    queries: queries.map(({ theirs }) => theirs),
  })),
)

const report = createReport(console.log)
const tally = new Map<string, number>()
for (const [index, world] of worlds.entries()) compareWorld(index, world, opinions[index] ?? [])

const total = worlds.reduce((sum, { queries }) => sum + queries.length, 0)
console.log(`${total} queries about ${count} random worlds of seed ${seed}`)
for (const [verdict, times] of [...tally].sort()) console.log(`  ${times} ${verdict}`)
for (const side of ['egress', 'ingress']) {
  for (const verdict of ['allowed', 'denied']) {
    report.check((tally.get(`${side} ${verdict}`) ?? 0) > 0, `some ${side} is ${verdict}`)
  }
}
const { passed, failed } = report.counts()
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

/** Both sides of every query: ours says `none` where no pod is on a side, and then nothing is denied there. */
function compareWorld(
  index: number,
  { world, policies, queries }: RandomWorld,
  theirs: readonly SecondOpinion[],
) {
  const prepared = prepareWorld(
    world.map((value) => ({ value })),
    { dialect: 'kubernetes' },
  )
  const { answers, faults } = answerQueries(
    prepared,
    queries.map(({ ours }) => ours),
  )
  report.check(
    faults.length === 0 && prepared.rejections.length === 0,
    `world ${index} can be asked about`,
    JSON.stringify([faults, prepared.rejections]),
  )
  for (const [at, { ours }] of queries.entries()) {
    for (const side of ['egress', 'ingress'] as const) {
      const [own, other] = [answers[at]?.[side], theirs[at]?.[side]]
      const verdict = own === 'none' ? 'allowed' : own
      tally.set(`${side} ${verdict}`, (tally.get(`${side} ${verdict}`) ?? 0) + 1)
      report.check(
        other !== undefined && verdict === (other ? 'allowed' : 'denied'),
        `world ${index}: ${side} of ${JSON.stringify(ours)}`,
        `policy-lib: ${own}; cyclonus: ${other ? 'allowed' : 'denied'}\n${JSON.stringify(policies)}`,
      )
    }
  }
}
