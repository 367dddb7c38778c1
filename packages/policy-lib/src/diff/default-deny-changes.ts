import type { Where } from '@skyctl/core'
import type { Engine } from '../engine/create-engine.ts'
import type { DefaultDeny } from '../engine/traffic.ts'
import type { Direction } from '../lower/policy-entry.ts'
import { canonicalJson } from '../plain-data.ts'
import { whereIn } from '../world/source.ts'
import type { PolicyObject } from '../world/world.ts'
import type { Place } from './places.ts'

/** A policy, and where it stands. */
export interface NamedPolicy {
  readonly policy: string
  readonly where: Where
}

/** What no rule allows is now denied to some, or is denied no more. */
export interface DefaultDenyChange {
  readonly direction: Direction
  readonly change: 'added' | 'removed'
  /** Indexes of the places. */
  readonly places: readonly number[]
  /** Policies that made it so: those of the head that deny by default, or those of the base that did. */
  readonly causes: readonly NamedPolicy[]
}

/** Who is denied by default in one world and not in the other, by the policies to blame. */
export function defaultDenyChanges(
  places: readonly Place[],
  base: Engine,
  head: Engine,
): readonly DefaultDenyChange[] {
  const found = new Map<
    string,
    { -readonly [key in keyof DefaultDenyChange]: DefaultDenyChange[key] }
  >()
  for (const [index, place] of places.entries()) {
    for (const direction of ['ingress', 'egress'] as const) {
      const before = base.groups[direction].groupOf(place.base)
      const after = head.groups[direction].groupOf(place.head)
      const [was, is] = [before.defaultDeny, after.defaultDeny]
      if (was === is || isOpen(was) === isOpen(is)) continue
      const change = isOpen(was) ? 'added' : 'removed'
      const causes = policiesOf(change === 'added' ? after.entries : before.entries)
      const key = canonicalJson([direction, change, causes.map(({ policy }) => policy)])
      const known = found.get(key)
      if (known === undefined) found.set(key, { direction, change, places: [index], causes })
      else known.places = [...known.places, index]
    }
  }
  return [...found.keys()].sort().flatMap((key) => found.get(key) ?? [])
}

function isOpen(posture: DefaultDeny): boolean {
  return posture === 'no'
}

function policiesOf(
  entries: Engine['groups']['ingress']['groups'][number]['entries'],
): readonly NamedPolicy[] {
  const policies = new Map<string, PolicyObject>()
  for (const { compiled } of entries) {
    const { defaultDeny, origin } = compiled.entry
    if (defaultDeny) policies.set(origin.policy.id, origin.policy)
  }
  return [...policies.keys()]
    .sort()
    .slice(0, 3)
    .flatMap((id) => {
      const policy = policies.get(id)
      return policy === undefined ? [] : [{ policy: id, where: whereIn(policy.source, '') }]
    })
}
