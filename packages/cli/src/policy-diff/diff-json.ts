import { type PolicyDiff, portIntervals } from '@skyctl/policy-lib'
import type { ComparedSides } from './compare-sides.ts'
import type { QuietChanges } from './render-policy-diff.ts'

/** A comparison as data: `items` is what the report says, `environments` all of it, with ports as intervals and every name. */
export function diffJson({ diffs, items }: ComparedSides, quiet: QuietChanges): unknown {
  return {
    items: items.map(({ section, sentence, reasons, environments }) => ({
      section,
      sentence,
      reasons,
      environments: environments.filter((name) => name !== ''),
    })),
    withoutEffect: quiet,
    environments: [...diffs].map(([name, diff]) => ({
      name,
      postures: diff.postures,
      connections: diff.connections.map(({ from, to, change, causes }) => ({
        from,
        to,
        gained: portIntervals(change.gained),
        lost: portIntervals(change.lost),
        unsure: portIntervals(change.unsure),
        sure: portIntervals(change.sure),
        l7: portIntervals(change.l7),
        l7Before: change.l7Before.map(({ ports, ...rules }) => ({
          ...rules,
          ports: portIntervals(ports),
        })),
        l7After: change.l7After.map(({ ports, ...rules }) => ({
          ...rules,
          ports: portIntervals(ports),
        })),
        causes,
      })),
      renamed: diff.renamed,
      came: lone(diff.came),
      went: lone(diff.went),
      policies: diff.policies,
    })),
  }
}

function lone({ workloads, connections }: PolicyDiff['came']) {
  return {
    workloads,
    connections: connections.map(({ from, to, traffic }) => ({
      from,
      to,
      allowed: portIntervals(traffic.allowed),
      may: portIntervals(traffic.may),
    })),
  }
}
