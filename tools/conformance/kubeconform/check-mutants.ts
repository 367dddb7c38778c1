import { askKubeconform, type KubeconformVerdict } from './kubeconform-judge.ts'
import type { Mutant } from './mutants.ts'
import type { OurJudge } from './our-judge.ts'
import type { Comparison } from './verdicts.ts'

/** Mutants of one run of kubeconform: while it judges them, we make and judge the next. */
const batchSize = 4000

/** Both judges on every mutant. */
export async function checkMutants(
  mutants: Iterable<Mutant>,
  kubernetesVersion: string,
  judge: OurJudge,
  comparison: Comparison,
): Promise<void> {
  let before = Promise.resolve()
  for (const batch of batchesOf(mutants)) {
    const asked = askKubeconform(
      batch.map(({ object }) => writeJson(object)),
      kubernetesVersion,
    )
    await before
    before = compareBatch(batch, asked, judge, comparison)
  }
  await before
}

function* batchesOf(mutants: Iterable<Mutant>): Generator<readonly Mutant[]> {
  let batch: Mutant[] = []
  for (const mutant of mutants) {
    batch.push(mutant)
    if (batch.length < batchSize) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

async function compareBatch(
  batch: readonly Mutant[],
  asked: Promise<readonly KubeconformVerdict[]>,
  judge: OurJudge,
  comparison: Comparison,
): Promise<void> {
  await judge.load(batch.map(({ object }) => object))
  const ours = batch.map(({ object }) => judge.judge(object))
  const verdicts = await asked
  batch.forEach(({ source, damage, pointer, object }, index) => {
    const verdict = ours[index]
    const kubeconform = verdicts[index]
    if (verdict === undefined || kubeconform === undefined) throw new Error('a verdict is missing')
    comparison.compare({
      title: `${source.path}, ${String(object.kind)}, ${damage} at ${pointer}`,
      damage,
      ours: verdict.bySchema,
      beyond: verdict.beyondSchema,
      kubeconform,
    })
  })
}

/** JSON in ASCII: kubeconform reads it as YAML 1.1, where some characters of JSON's texts end a line. */
function writeJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[\u007f-\u00a0\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
