import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readDocuments } from '@skyctl/schema-lib'
import { askKubeconform } from './kubeconform-judge.ts'
import type { OurJudge } from './our-judge.ts'
import { textDamages } from './text-damages.ts'
import { root, type TreeObject } from './tree-objects.ts'
import type { Comparison, Place } from './verdicts.ts'

/** Both judges on every damage to the text of one object of each kind. */
export async function checkTexts(
  objects: readonly TreeObject[],
  kubernetesVersion: string,
  judge: OurJudge,
  comparison: Comparison,
): Promise<void> {
  const cases = firstOfEachKind(objects).flatMap(({ path }) => {
    const text = readFileSync(join(root, path), 'utf8')
    return textDamages.map(({ id, apply }) => ({ path, damage: id, text: apply(text) }))
  })
  const different = cases.filter(
    ({ damage, text }, index) =>
      cases.findIndex((other) => other.damage === damage && other.text === text) === index,
  )
  const verdicts = await askKubeconform(
    different.map(({ text }) => text),
    kubernetesVersion,
  )
  for (const [index, { path, damage, text }] of different.entries()) {
    const kubeconform = verdicts[index]
    if (kubeconform === undefined) throw new Error('a verdict is missing')
    const { faults, findings, beyond } = await judgeText(text, judge)
    comparison.compare({
      title: `${path}, ${damage}`,
      damage,
      ours: [...faults, ...findings],
      beyond,
      kubeconform,
    })
  }
}

function firstOfEachKind(objects: readonly TreeObject[]): readonly TreeObject[] {
  const kinds = new Map<string, TreeObject>()
  for (const one of objects) {
    const kind = `${one.object.apiVersion} ${one.object.kind}`
    if (!kinds.has(kind)) kinds.set(kind, one)
  }
  return [...kinds.values()]
}

/** As `skyctl validate` judges a file. */
async function judgeText(text: string, judge: OurJudge) {
  const { documents, faults } = readDocuments(text)
  await judge.load(documents.map(({ value }) => value))
  const verdicts = documents.map(({ value }) => judge.judge(value))
  const empty = { id: 'empty-file', pointer: '', message: 'it holds no object' }
  const none = documents.length + faults.length === 0
  return {
    faults: [
      ...faults.map(({ id, message }): Place => ({ id, pointer: '', message })),
      ...(none ? [empty] : []),
    ],
    findings: verdicts.flatMap(({ bySchema }) => bySchema),
    beyond: verdicts.flatMap(({ beyondSchema }) => beyondSchema),
  }
}
