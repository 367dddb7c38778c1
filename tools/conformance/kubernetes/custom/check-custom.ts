import type { JsonObject } from '@skyctl/core'
import { scaledFields } from '../../../../packages/schema-lib/src/judge/custom-resources/scales.ts'
import { createOurJudge } from '../../kubeconform/our-judge.ts'
import { specimensOf } from '../../kubeconform/specimens.ts'
import type { Report } from '../../report.ts'
import { checkMutants, type MutantCounts } from '../check-mutants.ts'
import { checkAccepted } from '../check-objects.ts'
import { findRealObjects } from '../corpus.ts'
import { kubernetesVersion, openJudge, store } from '../judge-ourselves.ts'
import { checkCelCases } from './check-rule-cases.ts'
import { readSamples } from './corpus.ts'
import { type CustomKind, servedKinds } from './definitions.ts'
import { customExplanations } from './explanations.ts'
import { createRuleTally, type RuleTally, rulesOfSchemas } from './rule-tally.ts'

/**
 * Components with webhooks that write and decode every object: their CRDs say less than their Go types, which our schemas come from,
 * and ask for fields that the webhooks fill in.
 */
const webhookGroups = /(^|\.)tekton\.dev\//

export interface CustomCounts {
  readonly real: number
  readonly samples: number
  readonly specimens: number
  readonly kinds: number
  readonly ruleCases: number
  readonly held: MutantCounts
  readonly webhooks: MutantCounts
  readonly tally: RuleTally
  readonly rules: ReturnType<typeof rulesOfSchemas>
}

/**
 * Custom resources: their CRDs, what the tree holds, samples, cases of rules, and mutants of them all.
 *
 * @param damaged The environment whose objects are damaged.
 */
export async function checkCustomResources(damaged: string, report: Report): Promise<CustomCounts> {
  const served = servedKinds()
  checkKinds(served, report)
  const names = new Set(served.map(nameOf))
  const isServed = (object: JsonObject) => names.has(nameOf(object))
  const real = findRealObjects(isServed)
  const samples = readSamples()
  const specimens = await readSpecimens(served, report)
  const tally = createRuleTally()
  const objects = [...findRealObjects(isServed, damaged), ...samples].map(({ object }) => object)
  const judge = await openJudge([...objects, ...specimens], tally.observe)
  checkAccepted('custom resources below generated/', real, judge, report)
  checkAccepted('samples of custom resources', samples, judge, report)
  const ruleCases = checkCelCases(samples, judge, tally.hear, report)

  const comparison = { judge, explanations: customExplanations, report }
  const held = checkMutants(
    objects.filter((object) => !hasWebhook(object)),
    { ...comparison, specimens, hear: tally.hear },
  )
  const webhooks = checkMutants(objects.filter(hasWebhook), { ...comparison, mayRefuseMore: true })
  for (const { id } of customExplanations) {
    const count = (held.explained.get(id) ?? 0) + (webhooks.explained.get(id) ?? 0)
    report.check(count > 0, `explanation ${id} explains a mutant`, 'none')
  }
  const rules = rulesOfSchemas()
  for (const rule of rules.onCreate) {
    report.check(tally.broken.has(rule), `some object breaks the rule ${rule}`, 'none')
    report.check(tally.kept.has(rule), `some object keeps the rule ${rule}`, 'none')
  }
  return {
    real: real.length,
    samples: samples.length,
    specimens: specimens.length,
    kinds: new Set([...objects, ...specimens].map(nameOf)).size,
    ruleCases,
    held,
    webhooks,
    tally,
    rules,
  }
}

/** A CRD serves every custom kind that we have a schema of, in as many namespaces, and with the scale that we know of. */
function checkKinds(served: readonly CustomKind[], report: Report): void {
  const byName = new Map(served.map((kind) => [nameOf(kind), kind]))
  for (const kind of store.kinds(kubernetesVersion).filter(isCustom)) {
    const title = `${kind.kind} of ${kind.apiVersion}`
    const found = byName.get(nameOf(kind))
    report.check(found !== undefined, `a CRD serves ${title}`)
    report.check(
      found?.isClusterScoped === store.isClusterScoped(kind.apiVersion, kind.kind),
      `${title} has the scope that its CRD states`,
    )
    const scale = Object.hasOwn(scaledFields, nameOf(kind)) ? scaledFields[nameOf(kind)] : undefined
    report.check(
      found?.scale === scale,
      `${title} is scaled as its CRD states`,
      `${found?.scale} there, ${scale} in scales.ts`,
    )
  }
}

/** A small object for each part of our schemas that differs from the others; none has a status that would be dropped. */
async function readSpecimens(
  served: readonly CustomKind[],
  report: Report,
): Promise<readonly JsonObject[]> {
  const { specimens, unreached } = await specimensOf(
    kubernetesVersion,
    createOurJudge(kubernetesVersion),
    new Set(),
    (apiVersion, kind) => isCustom({ apiVersion, kind }) && !hasWebhook({ apiVersion }),
  )
  report.check(
    unreached.length * 50 < specimens.length,
    'specimens reach 98 of 100 parts of the schemas of custom resources',
    unreached.join('\n'),
  )
  const dropping = new Set(served.filter(({ dropsStatus }) => dropsStatus).map(nameOf))
  return specimens
    .filter(({ path: [field], object }) => field !== 'status' || !dropping.has(nameOf(object)))
    .map(({ object }) => object)
}

function hasWebhook({ apiVersion }: { apiVersion?: unknown }): boolean {
  return webhookGroups.test(String(apiVersion))
}

/** Whether our schema of a kind comes from a CRD: eksctl's files are no objects. */
function isCustom({ apiVersion, kind }: { apiVersion: string; kind: string }): boolean {
  const path = store.find(apiVersion, kind, kubernetesVersion) ?? ''
  return path.startsWith('crds/') && !apiVersion.startsWith('eksctl.io/')
}

function nameOf({ apiVersion, kind }: { apiVersion?: unknown; kind?: unknown }): string {
  return `${String(apiVersion)} ${String(kind)}`
}
