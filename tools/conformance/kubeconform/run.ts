/** `npm run conformance:kubeconform [-- --update]`: the same damaged objects to our validator and to kubeconform. */
import { createReport } from '../report.ts'
import { checkMutants } from './check-mutants.ts'
import { checkTexts } from './check-texts.ts'
import { damages } from './damages/all-damages.ts'
import { checkDocument, renderTables, updateDocument } from './document.ts'
import { mutantsOf, mutantsOfSpecimens } from './mutants.ts'
import { createOurJudge, knownVersions } from './our-judge.ts'
import { specimensOf } from './specimens.ts'
import { textDamages } from './text-damages.ts'
import { differentObjects, findTreeObjects } from './tree-objects.ts'
import { createComparison, type Tally } from './verdicts.ts'

const report = createReport(console.log)
const mutants = createComparison(report)
const texts = createComparison(report)

const all = findTreeObjects()
report.check(all.length > 0, 'generated/ holds objects', 'none is found')
const objects = differentObjects(all)
const seen = new Set<string>()
let parts = 0
for (const version of knownVersions()) {
  const judge = createOurJudge(version)
  const own = objects.filter(({ kubernetesVersion }) => kubernetesVersion === version)
  const { specimens, unreached } = await specimensOf(version, judge, seen)
  parts += specimens.length
  report.check(
    unreached.length * 50 < specimens.length,
    `specimens reach 98 of 100 parts of the schemas for Kubernetes ${version}`,
    unreached.join('\n'),
  )
  console.log(
    `Kubernetes ${version}: ${own.length} different objects, ${specimens.length} parts of schemas, ${unreached.length} not reached`,
  )
  await checkMutants(mutantsOf(own), version, judge, mutants)
  await checkMutants(mutantsOfSpecimens(specimens, version), version, judge, mutants)
  if (own.length > 0) await checkTexts(own, version, judge, texts)
}

for (const { id } of damages) {
  report.check(mutants.tallies.has(id), `the damage ${id} is done to something`, 'to nothing')
}
for (const [id, count] of mutants.explained) {
  const either = count + (texts.explained.get(id) ?? 0)
  report.check(either > 0, `the difference ${id} explains something`, 'nothing')
}
const tables = renderTables(mutants, texts)
if (process.argv.includes('--update')) updateDocument(tables)
checkDocument(tables, report)

console.log(
  `${all.length} objects of the tree, ${objects.length} different, ${parts} parts of schemas`,
)
console.log(`${damages.length} kinds of damage: ${describe(mutants.tallies)}`)
console.log(`${textDamages.length} kinds of damage to texts: ${describe(texts.tallies)}`)
for (const [id, count] of mutants.explained) {
  console.log(`  ${count + (texts.explained.get(id) ?? 0)} explained by ${id}`)
}
const { passed, failed } = report.counts()
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

function describe(tallies: ReadonlyMap<string, Tally>): string {
  const sum = (verdict: keyof Tally) =>
    [...tallies.values()].reduce((total, tally) => total + tally[verdict], 0)
  const [accepted, refused, explained] = [sum('accepted'), sum('refused'), sum('explained')]
  return `${accepted + refused + explained} judged, ${accepted} accepted and ${refused} refused by both, ${explained} explained`
}
