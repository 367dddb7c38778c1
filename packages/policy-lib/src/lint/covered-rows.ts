import { difference, isEmpty } from '../engine/bitset.ts'
import { subtractPorts } from '../engine/port-set.ts'
import type { GroupRow } from '../engine/rows-of-group.ts'
import type { PolicyEntry } from '../lower/policy-entry.ts'
import type { LintContext } from './lint-context.ts'

/** Rows, for the same subjects, that others cover whole: all their peers and all their ports. */
export interface Covered {
  /** Those that take part, in the order of the policies. */
  readonly by: readonly PolicyEntry[]
}

/**
 * Whether, wherever an entry counts, others cover it whole; undefined where they do not, or where it counts nowhere.
 *
 * @param mayCover Whether a row counts as one that covers.
 */
export function coveredBy(
  entry: PolicyEntry,
  { engine, groupsOf }: LintContext,
  mayCover: (row: GroupRow, covered: GroupRow) => boolean,
): Covered | undefined {
  const by = new Set<PolicyEntry>()
  const groups = groupsOf(entry)
  let seen = 0
  for (const group of groups) {
    if (group.undecided.length > 0) return undefined
    const rows = engine.rowsOf(group)
    const own = rows.filter(({ selected }) => selected?.compiled.entry === entry)
    for (const row of own) {
      if (isEmpty(row.certain)) continue
      seen++
      let [open, maybe] = [row.certain, row.possible]
      for (const other of rows) {
        const origin = other.selected?.compiled.entry
        if (origin === undefined || origin === entry || !mayCover(other, row)) continue
        if (subtractPorts(row.value.ports, other.value.ports).length > 0) continue
        const rest = difference(open, other.certain)
        if (rest.some((word, at) => word !== open[at])) by.add(origin)
        open = rest
        // An address that may lie in a network may lie in whatever holds the network.
        maybe = difference(maybe, other.possible)
      }
      if (!isEmpty(open) || !isEmpty(maybe)) return undefined
    }
  }
  return seen === 0 ? undefined : { by: [...by] }
}
