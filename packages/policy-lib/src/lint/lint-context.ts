import type { Engine } from '../engine/create-engine.ts'
import { createLabelIndex, type LabelIndex } from '../engine/label-index.ts'
import type { SubjectGroup } from '../engine/subject-groups.ts'
import type { PolicyEntry } from '../lower/policy-entry.ts'
import type { PreparedWorld } from '../verdict/prepare.ts'
import { createWorldEngine } from '../verdict/world-engine.ts'
import type { PolicyObject } from '../world/world.ts'

/** A world with everything that lints look up more than once. */
export interface LintContext extends PreparedWorld {
  /** Policies that both judges take. */
  readonly policies: readonly PolicyObject[]
  readonly engine: Engine
  readonly labels: LabelIndex
  /** The groups of subjects that an entry selects, or may select. */
  readonly groupsOf: (entry: PolicyEntry) => readonly SubjectGroup[]
}

export function createLintContext(prepared: PreparedWorld): LintContext {
  const refused = new Set(prepared.rejections.map(({ policy }) => policy))
  const engine = createWorldEngine(prepared)
  const byEntry = new Map<PolicyEntry, SubjectGroup[]>()
  for (const group of [...engine.groups.ingress.groups, ...engine.groups.egress.groups]) {
    for (const { compiled } of group.entries) {
      const groups = byEntry.get(compiled.entry)
      if (groups === undefined) byEntry.set(compiled.entry, [group])
      else groups.push(group)
    }
  }
  return {
    ...prepared,
    policies: prepared.world.policies.filter((policy) => !refused.has(policy)),
    engine,
    labels: createLabelIndex(engine.identities),
    groupsOf: (entry) => byEntry.get(entry) ?? [],
  }
}
