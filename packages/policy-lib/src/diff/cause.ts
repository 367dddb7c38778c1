import type { Where } from '@skyctl/core'
import type { Engine } from '../engine/create-engine.ts'
import { type PortSet, portIntervals } from '../engine/port-set.ts'
import { lifts } from '../engine/traffic.ts'
import { isPlain } from '../engine/value.ts'
import { droppedKeys } from '../lint/dropped-keys.ts'
import type { Direction, Origin } from '../lower/policy-entry.ts'
import { canonicalJson } from '../plain-data.ts'
import { type QueryProtocol, queryProtocols } from '../verdict/query.ts'
import { sideReasons } from '../verdict/reasons.ts'
import { decidingMatch, evaluateSide, type Side } from '../verdict/side.ts'
import { whereIn } from '../world/source.ts'
import { specText } from './same-policies.ts'

export const causeKinds = [
  'allowed-by',
  'deny-gone',
  'open-by-default',
  'denied-by',
  'denied-by-default',
  'allow-gone',
  'no-longer-selected',
  'asks-for-dropped-label',
  'voided-by',
  'restricted-by',
  'restriction-gone',
  'undecided',
] as const
export type CauseKind = (typeof causeKinds)[number]

/** Why one side of a connection is not what it was. */
export interface Cause {
  readonly direction: Direction
  readonly kind: CauseKind
  /** Identity text of the policy; empty where none is to blame. */
  readonly policy: string
  /** JSON pointer of the rule in the policy. */
  readonly pointer: string
  /** Where the rule stands: in the head, or in the base where it is gone. */
  readonly where: Where
  /** Of a connection that the manifests cannot decide. */
  readonly reason?: string
}

/** One connection in both worlds, by the indexes of its ends. */
export interface PairInBoth {
  readonly base: readonly [from: number, to: number]
  readonly head: readonly [from: number, to: number]
}

/** What became of a rule of the base. */
interface Now {
  /** Its policy stands as it was. */
  readonly isSame: (origin: Origin) => boolean
  /** A label that it asks for now, and that Cilium drops from identities. */
  readonly droppedBy: (origin: Origin) => string | undefined
}

export interface CauseFinder {
  /** Both sides that changed, for one port of a set. */
  readonly causesOf: (pair: PairInBoth, ports: PortSet) => readonly Cause[]
}

export function createCauseFinder(base: Engine, head: Engine): CauseFinder {
  const inHead = new Map(head.entries.map((entry) => [placeOf(entry.origin), entry]))
  const now: Now = {
    isSame: (origin) => {
      const found = inHead.get(placeOf(origin))
      return found !== undefined && specText(found.origin.policy) === specText(origin.policy)
    },
    droppedBy: (origin) => {
      const { subject, l3 } = inHead.get(placeOf(origin)) ?? {}
      const asked = (l3 ?? []).flatMap((peer) => (peer.type === 'labels' ? peer.requirements : []))
      return droppedKeys([...(subject?.requirements ?? []), ...asked], head)[0]?.key
    },
  }
  return {
    causesOf: (pair, ports) => {
      const asked = pointIn(ports)
      if (asked === undefined) return []
      return (['egress', 'ingress'] as const).flatMap((direction) => {
        const side = (engine: Engine, [from, to]: readonly [number, number]) =>
          direction === 'egress'
            ? evaluateSide(engine, direction, from, to, asked)
            : evaluateSide(engine, direction, to, from, asked)
        const [before, after] = [side(base, pair.base), side(head, pair.head)]
        const reasons = sideReasons(after, asked, head)
        return causesOfSide(before, after, reasons, now)
      })
    },
  }
}

/** A connection that stands for all of a set of ports; what queries cannot name has none. */
function pointIn(ports: PortSet) {
  const named = portIntervals(ports).flatMap(({ protocol, from }) => {
    const known = queryProtocols.find((one) => one === protocol)
    return known === undefined ? [] : [{ protocol: known satisfies QueryProtocol, port: from }]
  })
  return named.find(({ port }) => port > 0) ?? named[0]
}

function causesOfSide(
  before: Side,
  after: Side,
  reasons: readonly string[],
  now: Now,
): readonly Cause[] {
  const { direction } = after
  const blame = (kind: CauseKind, origins: readonly Origin[], reason?: string): Cause[] =>
    origins.length === 0
      ? [{ direction, kind, policy: '', pointer: '', where: {}, ...(reason && { reason }) }]
      : unique(origins).map((origin) => ({
          direction,
          kind,
          policy: origin.policy.id,
          pointer: origin.pointer,
          where: whereIn(origin.policy.source, origin.pointer),
          ...(reason && { reason }),
        }))
  const [was, is] = [open(before), open(after)]
  if (was !== is) {
    if (is === 'may') {
      const [reason = ''] = reasons
      return blame('undecided', deciding(after), reason.replace(/^(in|e)gress: /, ''))
    }
    if (is === 'yes') {
      const denied = decidingBefore(before, 'deny')
      const allowed = decidingBefore(after, 'allow')
      if (denied.length > 0) return blame('deny-gone', denied)
      if (allowed.length > 0) return blame('allowed-by', allowed)
      return blame('open-by-default', defaultDenies(before))
    }
    const denied = decidingBefore(after, 'deny')
    if (denied.length > 0) return blame('denied-by', denied)
    const allowed = decidingBefore(before, 'allow')
    if (allowed.length === 0) return blame('denied-by-default', defaultDenies(after))
    const dropped = allowed.find((origin) => now.droppedBy(origin) !== undefined)
    if (dropped !== undefined) {
      return blame('asks-for-dropped-label', [dropped], now.droppedBy(dropped))
    }
    const gone = allowed.filter((origin) => !now.isSame(origin))
    return gone.length > 0 ? blame('allow-gone', gone) : blame('no-longer-selected', allowed)
  }
  return causesOfL7(before, after, blame)
}

function causesOfL7(
  before: Side,
  after: Side,
  blame: (kind: CauseKind, origins: readonly Origin[]) => Cause[],
): readonly Cause[] {
  if (canonicalJson(before.l7) === canonicalJson(after.l7)) return []
  if (after.l7.length > 0) return blame('restricted-by', restricting(after))
  const lifted = after.matches.filter(
    ({ row }) =>
      row.value.verdict === 'allow' &&
      isPlain(row.value) &&
      after.matches.some((other) => !isPlain(other.row.value) && lifts(row.value, other.row.value)),
  )
  const origins = lifted.flatMap(({ row }) => row.selected?.compiled.entry.origin ?? [])
  return origins.length > 0
    ? blame('voided-by', origins)
    : blame('restriction-gone', restricting(before))
}

function open({ l4 }: Side): 'yes' | 'no' | 'may' {
  return l4 === 'denied' ? 'no' : l4 === 'may' ? 'may' : 'yes'
}

/** Rules of layer 7 that count for a side. */
function restricting({ matches }: Side): readonly Origin[] {
  return matches.flatMap(({ row }) =>
    isPlain(row.value) ? [] : (row.selected?.compiled.entry.origin ?? []),
  )
}

/** Entries that decide a side for certain with this verdict. */
function decidingBefore(side: Side, verdict: 'allow' | 'deny'): readonly Origin[] {
  const { matches } = side
  const first = decidingMatch(side)
  if (first?.row.value.verdict !== verdict) return []
  return matches.flatMap(({ isCertain, row }) =>
    isCertain &&
    row.value.verdict === verdict &&
    row.value.tier === first.row.value.tier &&
    row.value.priority === first.row.value.priority
      ? (row.selected?.compiled.entry.origin ?? [])
      : [],
  )
}

function deciding({ matches }: Side): readonly Origin[] {
  return matches.flatMap(({ row }) => row.selected?.compiled.entry.origin ?? [])
}

/** The policies that make a side deny by default, by their first rule. */
function defaultDenies({ group }: Side): readonly Origin[] {
  return group.entries
    .filter(({ compiled }) => compiled.entry.defaultDeny)
    .map(({ compiled }) => compiled.entry.origin)
}

/** Each rule once; of more than three that say the same, three. */
function unique(origins: readonly Origin[]): readonly Origin[] {
  return [...new Map(origins.map((origin) => [placeOf(origin), origin])).values()].slice(0, 3)
}

function placeOf({ policy, pointer }: Origin): string {
  return `${policy.id} ${pointer}`
}
