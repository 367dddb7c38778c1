import type { Where } from '@skyctl/core'
import { has } from '../engine/bitset.ts'
import type { Engine } from '../engine/create-engine.ts'
import { formatPorts, hasPoint, pointOf } from '../engine/port-set.ts'
import type { DefaultDeny } from '../engine/traffic.ts'
import type { Identity } from '../identities/identity.ts'
import { placeName } from '../identities/place-name.ts'
import type { Direction, Verdict } from '../lower/policy-entry.ts'
import { whereIn } from '../world/source.ts'
import { type Answer, answerQueries, askWorld, flowsOf } from './answer.ts'
import type { PreparedWorld } from './prepare.ts'
import type { Query } from './query.ts'
import { sideReasons } from './reasons.ts'
import { decidingMatch, type Side, type SideVerdict } from './side.ts'

/** One entry that has a say in a flow, or fails to have one. */
export interface ExplainedEntry {
  /** Identity text of the policy; empty for what no policy says: that the local node is let in. */
  readonly policy: string
  readonly where: Where
  readonly tier: number
  readonly priority: number
  readonly verdict: Verdict
  /** Ports that the entry is for, in words. */
  readonly ports: string
  /** Whether it speaks of this peer; `may` where the manifests cannot tell. */
  readonly matchesPeer: 'yes' | 'may' | 'no'
  readonly matchesPort: boolean
  /** The first that decides; of equal ones, all. */
  readonly isWinner: boolean
}

/** How one side of one connection is decided. */
export interface ExplainedSide {
  readonly direction: Direction
  readonly subject: string
  readonly peer: string
  readonly verdict: SideVerdict
  readonly defaultDeny: DefaultDeny
  /** Policies that make the side deny by default. */
  readonly deniedBy: readonly string[]
  /** Entries that match, in the order in which they are asked; then those that select the subject and do not match. */
  readonly entries: readonly ExplainedEntry[]
  /** Whether the default decides, because no entry does. */
  readonly isDefault: boolean
  readonly reasons: readonly string[]
}

export interface Explanation {
  readonly answer: Answer
  /** Both sides of every connection that the query may mean. */
  readonly flows: readonly { readonly egress: ExplainedSide; readonly ingress: ExplainedSide }[]
}

export type Explained =
  | { readonly explanation: Explanation }
  | { readonly faults: readonly string[] }

/** Why a query is answered as it is: what a person would look up in every policy by hand. */
export function explainQuery(prepared: PreparedWorld, query: Query): Explained {
  const { answers, faults } = answerQueries(prepared, [query])
  const [answer] = answers
  if (answer === undefined) return { faults }
  const { engine, asked } = askWorld(prepared, [query])
  const flows = flowsOf(asked(0), engine).map(({ egress, ingress }) => ({
    egress: explainSide(egress, query, engine),
    ingress: explainSide(ingress, query, engine),
  }))
  return { explanation: { answer, flows } }
}

function explainSide(side: Side, query: Query, engine: Engine): ExplainedSide {
  const { group } = side
  const matched = new Set(side.matches.map(({ row }) => row))
  const winner = decidingMatch(side)
  const rows = [
    ...side.matches.map(({ row }) => row),
    ...engine.rowsOf(group).filter((row) => !matched.has(row)),
  ]
  const point = pointOf(query.protocol, query.port)
  return {
    direction: side.direction,
    subject: formatIdentity(engine.identities[side.subject]),
    peer: formatIdentity(engine.identities[side.peer]),
    verdict: side.verdict,
    defaultDeny: group.defaultDeny,
    deniedBy: [
      ...new Set(
        group.entries
          .filter(({ compiled }) => compiled.entry.defaultDeny)
          .map(({ compiled }) => compiled.entry.origin.policy.id),
      ),
    ].sort(),
    entries: group.isEnforced
      ? rows.map((row): ExplainedEntry => {
          const origin = row.selected?.compiled.entry.origin
          const { value } = row
          return {
            policy: origin?.policy.id ?? '',
            where: origin === undefined ? {} : whereIn(origin.policy.source, origin.pointer),
            tier: value.tier,
            priority: value.priority,
            verdict: value.verdict,
            ports: formatPorts(value.ports),
            matchesPeer: has(row.certain, side.peer)
              ? 'yes'
              : has(row.possible, side.peer)
                ? 'may'
                : 'no',
            matchesPort: hasPoint(value.ports, point),
            isWinner:
              winner !== undefined &&
              matched.has(row) &&
              has(row.certain, side.peer) &&
              value.tier === winner.row.value.tier &&
              value.priority === winner.row.value.priority &&
              value.verdict === winner.row.value.verdict,
          }
        })
      : [],
    isDefault: group.isEnforced && winner === undefined,
    reasons: sideReasons(side, query, engine),
  }
}

/** `Deployment shop/web`, or the name of a reserved identity, a network or a host. */
export function formatIdentity(identity: Identity | undefined): string {
  if (identity === undefined) return ''
  const [workload, ...others] = identity.workloads
  if (workload === undefined) return placeName(identity)
  const name = `${workload.kind} ${workload.namespace}/${workload.name}`
  return others.length === 0 ? name : `${name} and ${others.length} more of its labels`
}
