import { type JsonObject, pathOf } from '@skyctl/core'
import type { PolicyEntry } from '../lower/policy-entry.ts'
import { isRecord } from '../plain-data.ts'
import { isOfCilium, type PolicyObject } from '../world/world.ts'

/** Pointer of the rule that an entry comes from: `/spec`, or one of `/specs`. */
export function rulePointer({ origin }: PolicyEntry): string {
  return /^\/specs\/\d+|^\/spec/.exec(origin.pointer)?.[0] ?? ''
}

/** Pointer of the selector of an entry's subjects. */
export function subjectPointer(entry: PolicyEntry): string {
  const { kind } = entry.origin.policy
  if (kind === 'NetworkPolicy') return '/spec/podSelector'
  if (kind === 'ClusterNetworkPolicy') return '/spec/subject'
  return `${rulePointer(entry)}/${entry.subject.isNode ? 'nodeSelector' : 'endpointSelector'}`
}

/** The element of a section that an entry comes from; an empty one where it comes from none. */
export function itemOf({ origin }: PolicyEntry): JsonObject {
  const found = valueAt(origin.policy, origin.pointer)
  return isRecord(found) ? found : {}
}

function valueAt({ value }: PolicyObject, pointer: string): unknown {
  return pathOf(pointer).reduce<unknown>(
    (here, token) => (here as Readonly<Record<string, unknown>> | undefined)?.[token],
    value,
  )
}

/** Entries once for each of their subjects: every element of a policy has the same. */
export function firstOfEachSubject(entries: readonly PolicyEntry[]): readonly PolicyEntry[] {
  const first = new Map<string, PolicyEntry>()
  for (const entry of entries) {
    const key = `${entry.origin.policy.id} ${subjectPointer(entry)}`
    if (!first.has(key)) first.set(key, entry)
  }
  return [...first.values()]
}

export function isCilium({ origin }: PolicyEntry): boolean {
  return isOfCilium(origin.policy)
}
