import { createEngine, type Engine } from '../engine/create-engine.ts'
import type { RestrictionRules } from '../engine/traffic.ts'
import type { Direction } from '../lower/policy-entry.ts'
import { canonicalJson } from '../plain-data.ts'
import type { PreparedWorld } from './prepare.ts'
import type { Query } from './query.ts'
import { formatOrigin, sideReasons } from './reasons.ts'
import { type ResolvedPeer, resolvePeers } from './resolve-peers.ts'
import { createSharedSides, type SharedSides } from './shared-sides.ts'
import { evaluateSide, type Side, type SideVerdict } from './side.ts'

/** Rules of layer 7 that a connection meets, though layers 3 and 4 allow it. */
export type L7Answer = {
  readonly direction: Direction
  /** Where the rules stand. */
  readonly from: readonly string[]
} & RestrictionRules

/** The answer to one query. */
export interface Answer {
  readonly verdict: 'allowed' | 'denied' | 'may'
  readonly egress: SideVerdict
  readonly ingress: SideVerdict
  readonly l7?: readonly L7Answer[]
  readonly reasons: readonly string[]
}

export interface Answers {
  readonly answers: readonly Answer[]
  /** Pods that the world lacks, and ambiguous names; where there is one, nothing is answered. */
  readonly faults: readonly string[]
}

/** A connection between two identities; a query may mean several. */
export interface Flow {
  readonly egress: Side
  readonly ingress: Side
}

/** Answers queries in their order. */
export function answerQueries(prepared: PreparedWorld, queries: readonly Query[]): Answers {
  const { answerAt, faults } = openAnswers(prepared, queries)
  return { answers: faults.length > 0 ? [] : queries.map((_, index) => answerAt(index)), faults }
}

/** The same, one answer at a time, by the index of its query; where there is a fault, of none. */
export function openAnswers(
  prepared: PreparedWorld,
  queries: readonly Query[],
): { readonly answerAt: (index: number) => Answer; readonly faults: readonly string[] } {
  const { engine, asked, faults } = askWorld(prepared, queries)
  const shared = createSharedSides(engine)
  return {
    answerAt: (index) => {
      const one = asked(index)
      return answerShared(one, shared) ?? answer(one, flowsOf(one, engine), engine)
    },
    faults,
  }
}

/** A query whose peers were found. */
export interface AskedQuery {
  readonly query: Query
  readonly source: ResolvedPeer
  readonly target: ResolvedPeer
}

/** The engine over everybody in the world and in the queries. */
export function askWorld(
  prepared: PreparedWorld,
  queries: readonly Query[],
): {
  readonly engine: Engine
  readonly asked: (index: number) => AskedQuery
  readonly faults: readonly string[]
} {
  const { world, entries, profile, dialect } = prepared
  const ends = queries.flatMap(({ from, to }) => [from, to])
  const { identities, lasting, peers, faults } = resolvePeers(prepared, ends)
  return {
    engine: createEngine({ world, identities, lasting, entries, profile, dialect }),
    asked: (index) => {
      const [query, source, target] = [queries[index], peers[2 * index], peers[2 * index + 1]]
      if (query === undefined || source === undefined || target === undefined) {
        throw new Error(`there is no query ${index}`)
      }
      return { query, source, target }
    },
    faults,
  }
}

export function flowsOf(
  { query, source: { identities: from }, target: { identities: to } }: AskedQuery,
  engine: Engine,
): readonly Flow[] {
  return from.flatMap((source) =>
    to.map((target) => ({
      egress: evaluateSide(engine, 'egress', source, target, query),
      ingress: evaluateSide(engine, 'ingress', target, source, query),
    })),
  )
}

/** The answer to a query between two pods of which nothing but rules must be said; undefined for every other query. */
function answerShared(
  { query, source, target }: AskedQuery,
  shared: SharedSides,
): Answer | undefined {
  const [a, b] = [source.identities[0], target.identities[0]]
  const isSimple =
    source.identities.length + target.identities.length === 2 &&
    source.notes.length + target.notes.length === 0
  if (!isSimple || a === undefined || b === undefined || a === b) return undefined
  const egress = shared.of('egress', a, b, query)
  const ingress = egress === undefined ? undefined : shared.of('ingress', b, a, query)
  if (egress === undefined || ingress === undefined) return undefined
  const flow = { egress: egress.side, ingress: ingress.side }
  const l7 = flow.egress.l7.length + flow.ingress.l7.length === 0 ? [] : l7Of([flow])
  return {
    verdict: verdictOf(flow),
    egress: flow.egress.verdict,
    ingress: flow.ingress.verdict,
    ...(l7.length === 0 ? {} : { l7 }),
    reasons: [...egress.reasons, ...ingress.reasons],
  }
}

function answer(
  { query, source, target }: AskedQuery,
  flows: readonly Flow[],
  engine: Engine,
): Answer {
  const egress = agreed(flows.map((flow) => flow.egress.verdict))
  const ingress = agreed(flows.map((flow) => flow.ingress.verdict))
  const verdicts = flows.map(verdictOf)
  const verdict = verdicts.every((one) => one === verdicts[0]) ? (verdicts[0] ?? 'may') : 'may'
  const l7 = query.http === undefined && query.dns === undefined ? l7Of(flows) : []
  const notes =
    flows.length > 1 || verdict === 'may' || flows.length === 1
      ? [...source.notes, ...target.notes]
      : []
  const isSelf = query.from === query.to || canonicalJson(query.from) === canonicalJson(query.to)
  return {
    verdict,
    egress,
    ingress,
    ...(l7.length === 0 ? {} : { l7 }),
    reasons: [
      ...new Set([
        ...notes,
        ...flows.flatMap((flow) => [
          ...sideReasons(flow.egress, query, engine),
          ...sideReasons(flow.ingress, query, engine),
        ]),
        ...(isSelf && 'pod' in query.from
          ? ['this is about two pods of one workload: what a pod sends to itself is never denied']
          : []),
      ]),
    ],
  }
}

function verdictOf({ egress, ingress }: Flow): Answer['verdict'] {
  const sides = [egress.verdict, ingress.verdict]
  if (sides.includes('denied')) return 'denied'
  return sides.includes('may') ? 'may' : 'allowed'
}

function agreed(verdicts: readonly SideVerdict[]): SideVerdict {
  const [first = 'none'] = verdicts
  return verdicts.every((one) => one === first) ? first : 'may'
}

function l7Of(flows: readonly Flow[]): readonly L7Answer[] {
  const answers = flows.flatMap(({ egress, ingress }) =>
    egress.l4 === 'denied' || ingress.l4 === 'denied'
      ? []
      : [...ofSide(egress), ...ofSide(ingress)],
  )
  const byText = new Map(answers.map((one) => [canonicalJson(one), one]))
  return [...byText.values()]
}

function ofSide({ direction, l7, matches }: Side): L7Answer[] {
  return l7.map(({ ports: _, ...rules }) => {
    const origins = matches.flatMap(({ row }) => {
      const { l7: own, serverNames } = row.written
      const isOfType = rules.type === 'tls' ? serverNames !== undefined : own?.type === rules.type
      return isOfType && row.selected !== undefined
        ? [formatOrigin(row.selected.compiled.entry.origin)]
        : []
    })
    return { direction, ...rules, from: [...new Set(origins)].sort() }
  })
}
