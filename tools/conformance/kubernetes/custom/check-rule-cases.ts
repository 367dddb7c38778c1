import { type Json, type JsonObject, pathOf, pointerOf } from '@skyctl/core'
import type { Report } from '../../report.ts'
import type { NamedObject } from '../check-objects.ts'
import { describe, type Judge } from '../judge-ourselves.ts'
import { askKubernetes, type Verdict } from '../kubernetes-judge.ts'
import { ruleCases } from './rule-cases.ts'

/** Every case of a rule in CEL: both judges refuse it, the API server with the words that are named, or both accept it. Returns how many. */
export function checkCelCases(
  samples: readonly NamedObject[],
  judge: Judge,
  hear: (verdict: Verdict) => void,
  report: Report,
): number {
  const cases = ruleCases.map(({ sample, changes, refused }) => ({
    title: `${sample} with ${JSON.stringify(changes)}`,
    refused,
    object: changed(sampleOf(samples, sample), changes),
  }))
  const verdicts = askKubernetes(cases.map(({ object }) => object))
  cases.forEach(({ title, refused, object }, index) => {
    const verdict = verdicts[index] as Verdict
    const text = verdict.errors?.join('\n') ?? 'accepted'
    report.check(
      refused === undefined ? verdict.accepted : text.includes(refused),
      `${title}: the API server ${refused === undefined ? 'accepts' : `says ${refused}`}`,
      text,
    )
    const findings = judge(object)
    hear(verdict)
    report.check(
      findings.length > 0 === (refused !== undefined),
      `${title}: we ${refused === undefined ? 'accept' : 'refuse'}`,
      describe(findings),
    )
  })
  return cases.length
}

function sampleOf(samples: readonly NamedObject[], wanted: string): JsonObject {
  const found = samples.find(
    ({ object }) =>
      `${String(object.kind)} ${String((object.metadata as JsonObject).name)}` === wanted,
  )
  if (found === undefined) throw new Error(`there is no sample ${wanted}`)
  return found.object
}

function changed(
  object: JsonObject,
  changes: Readonly<Record<string, Json | undefined>>,
): JsonObject {
  const copy = structuredClone(object) as Record<string, unknown>
  for (const [pointer, value] of Object.entries(changes)) {
    const keys = pathOf(pointer)
    const last = keys.pop() ?? ''
    const parent = keys.reduce<Record<string, unknown>>((part, key) => {
      const below = part[key]
      if (typeof below !== 'object' || below === null) {
        throw new Error(`nothing stands at ${pointerOf(keys)}`)
      }
      return below as Record<string, unknown>
    }, copy)
    if (value === undefined) delete parent[last]
    else parent[last] = value
  }
  return copy as JsonObject
}
