import type { ReadFile } from '@skyctl/generate/manifests'
import type { TreeFindings } from '@skyctl/generate/tree-findings'
import {
  type ComparedSides,
  type CompareOptions,
  compareSides,
  isSameEnvironment,
} from '../policy-diff/compare-sides.ts'
import type { Side } from '../policy-diff/read-sides.ts'
import { type Entry, entriesOf } from './entries.ts'
import { type FindingChanges, type FindingSides, findingChanges } from './finding-changes.ts'
import { diffObjects, type ObjectDiff } from './object-diff.ts'
import { treeObjects } from './tree-objects.ts'

/** Everything that a change does to a tree. */
export interface Report {
  readonly entries: readonly Entry[]
  readonly policies: ComparedSides
  readonly findings: FindingChanges
  /** Objects that only stand in another file, all environments together. */
  readonly moved: number
}

export interface ReportOptions extends CompareOptions {
  /** The guardrails, over the files of one environment. */
  readonly findingsOf: (files: readonly ReadFile[]) => TreeFindings
}

/** Compares two trees: their objects, who can talk to whom, and what the guardrails say. Environments that are equal cost nothing. */
export async function compareTrees(
  base: Side,
  head: Side,
  options: ReportOptions,
): Promise<Report> {
  const names = [...new Set([...base.keys(), ...head.keys()])].sort()
  const objects = new Map<string, ObjectDiff>()
  const findings = new Map<string, FindingSides>()
  for (const name of names) {
    const [before, after] = [base.get(name) ?? [], head.get(name) ?? []]
    if (isSameEnvironment(before, after)) continue
    const diff = diffObjects(treeObjects(before), treeObjects(after))
    objects.set(name, diff)
    findings.set(name, {
      base: options.findingsOf(before),
      head: options.findingsOf(after),
      renamed: new Map(diff.renamed.flatMap(({ pairs }) => pairs)),
    })
  }
  return {
    entries: entriesOf(objects),
    policies: await compareSides(base, head, { ...options, renamed: workloadsOf(findings) }),
    findings: findingChanges(findings),
    moved: [...objects.values()].reduce((sum, { moved }) => sum + moved, 0),
  }
}

/** `apps/Deployment shop/web` is `Deployment shop/web` to policies. */
function workloadsOf(findings: ReadonlyMap<string, FindingSides>) {
  const bare = (id: string) => id.replace(/^[^ ]*\/(?=[^ ]* )/, '')
  return new Map(
    [...findings].map(([name, { renamed }]) => [
      name,
      new Map([...renamed].map(([from, to]) => [bare(from), bare(to)])),
    ]),
  )
}
