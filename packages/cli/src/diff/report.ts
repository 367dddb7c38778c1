import type { ReadFile } from '@skyctl/generate/manifests'
import type { TreeFindings } from '@skyctl/generate/tree-findings'
import {
  type ComparedSides,
  type CompareOptions,
  compareSides,
} from '../policy-diff/compare-sides.ts'
import type { Side } from '../policy-diff/read-sides.ts'
import { type Entry, entriesOf } from './entries.ts'
import { type FindingChanges, findingChanges } from './finding-changes.ts'
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
  const findings = new Map<string, { readonly base: TreeFindings; readonly head: TreeFindings }>()
  for (const name of names) {
    const [before, after] = [base.get(name) ?? [], head.get(name) ?? []]
    if (areEqual(before, after)) continue
    objects.set(name, diffObjects(treeObjects(before), treeObjects(after)))
    findings.set(name, { base: options.findingsOf(before), head: options.findingsOf(after) })
  }
  return {
    entries: entriesOf(objects),
    policies: await compareSides(base, head, options),
    findings: findingChanges(findings),
    moved: [...objects.values()].reduce((sum, { moved }) => sum + moved, 0),
  }
}

function areEqual(before: readonly ReadFile[], after: readonly ReadFile[]): boolean {
  return before.length === after.length && before.every((file, at) => file === after[at])
}
