import type { Direction } from '../lower/policy-entry.ts'
import type { CompiledEntry } from './compile-entries.ts'
import { findConflicts } from './conflicts.ts'
import { type GroupContext, groupSubjects, type SubjectGroups } from './subject-groups.ts'

/**
 * The groups of both directions. What cannot be merged in one direction leaves an endpoint without a policy in both, so identities are
 * grouped again where that happens.
 */
export function groupBoth(
  compiled: readonly CompiledEntry[],
  context: Omit<GroupContext, 'conflictsOf'>,
): Readonly<Record<Direction, SubjectGroups>> {
  const conflicts = new Map<number, readonly string[]>()
  const group = () => {
    const full = {
      ...context,
      conflictsOf: (subject: number) => conflicts.get(subject) ?? [],
    }
    return {
      ingress: groupSubjects('ingress', compiled, full),
      egress: groupSubjects('egress', compiled, full),
    }
  }
  const groups = group()
  for (const { subjects, entries } of [...groups.ingress.groups, ...groups.egress.groups]) {
    const found = findConflicts(entries.map((selected) => selected.compiled.entry))
    if (found.length === 0) continue
    for (const subject of subjects) {
      conflicts.set(subject, [...new Set([...(conflicts.get(subject) ?? []), ...found])].sort())
    }
  }
  return conflicts.size === 0 ? groups : group()
}
