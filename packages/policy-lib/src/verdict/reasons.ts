import { has } from '../engine/bitset.ts'
import type { Engine } from '../engine/create-engine.ts'
import { hasPoint, pointOf } from '../engine/port-set.ts'
import type { SelectedEntry } from '../engine/subject-groups.ts'
import { isPlain } from '../engine/value.ts'
import { type Identity, isWorld } from '../identities/identity.ts'
import { formatPrefix } from '../identities/prefix.ts'
import type { Requirement } from '../labels/selector.ts'
import type { Origin, PeerSelector } from '../lower/policy-entry.ts'
import type { AskedTraffic } from './query.ts'
import { decidingMatch, type RowMatch, type Side } from './side.ts'

/** Why a side says what it says, in words. */
export function sideReasons(side: Side, query: AskedTraffic, engine: Engine): readonly string[] {
  const { direction, group } = side
  const say = (text: string) => `${direction}: ${text}`
  if (side.verdict === 'none') return []
  if (group.undecided.length > 0) return group.undecided.map(say)
  const reasons = [...decision(side), ...l7Decision(side, query)]
  const doubts =
    side.verdict === 'may'
      ? side.matches
          .filter(({ isCertain }) => !isCertain)
          .flatMap((match) => doubtsOf(match, side, engine))
      : []
  const postureDoubt =
    side.verdict === 'may' && group.defaultDeny === 'maybe'
      ? [
          `whether a policy that denies by default selects it is not known: ${policiesOf(group.entries)}`,
        ]
      : []
  return [
    ...new Set([
      ...reasons,
      ...doubts,
      ...postureDoubt,
      ...(side.verdict === 'may' && side.matches.some(asksForFailure)
        ? [
            'an allow asks for authentication that always fails: which of the allows comes first cannot be said',
          ]
        : []),
      ...liftDoubts(side, engine),
      ...worldNote(side, query, engine),
    ]),
  ].map(say)
}

function asksForFailure({ row }: RowMatch): boolean {
  return row.value.authentication === 'test-always-fail'
}

function decision(side: Side): string[] {
  const { group, l4 } = side
  const winner = decidingMatch(side)
  if (l4 === 'may') return []
  if (winner !== undefined && (winner.row.value.verdict === 'deny') === (l4 === 'denied')) {
    const verb = l4 === 'denied' ? 'denied' : 'allowed'
    return [
      winner.row.selected === undefined
        ? `${verb}: the local node may reach every pod of its own`
        : `${verb} by ${formatOrigin(winner.row.selected.compiled.entry.origin)}`,
    ]
  }
  if (l4 === 'denied') {
    if (winner !== undefined) return ['denied: authentication is asked for that always fails']
    return group.entries.length === 0
      ? ['denied: the enforcement mode denies what no policy allows']
      : [
          `denied by default: selected by ${policiesOf(group.entries.filter(({ compiled }) => compiled.entry.defaultDeny))}, and nothing allows this`,
        ]
  }
  return group.entries.length === 0
    ? ['allowed: no policy selects it in this direction']
    : ['allowed: no policy that selects it denies by default, and none denies this']
}

function l7Decision({ verdict, l4, l7 }: Side, query: AskedTraffic): string[] {
  if (verdict === l4 || l7.length === 0) return []
  const what = query.http !== undefined ? 'the HTTP request' : 'the DNS query'
  const rules = l7.map(({ type }) => type).join(' and ')
  return verdict === 'denied'
    ? [`${what} matches no rule of layer 7 (${rules})`]
    : [
        `whether ${what} matches a rule of layer 7 (${rules}) depends on what the query does not say`,
      ]
}

/** Why it is not certain that an entry speaks of the flow. */
function doubtsOf({ row }: RowMatch, { peer, subject }: Side, engine: Engine): string[] {
  const { selected } = row
  const identity = engine.identities[peer]
  if (selected === undefined) {
    return ["other protocols than TCP, UDP and SCTP are not defined by Kubernetes' documentation"]
  }
  const { entry } = selected.compiled
  const where = formatOrigin(entry.origin)
  const doubts = (entry.l3 ?? []).flatMap((selector) => selectorDoubt(selector, where, identity))
  if (row.isByClass) {
    doubts.push(
      `${where} finds everything outside that has an identity of its own: which networks and names this address is of cannot be said`,
    )
  }
  if (selected.isCertain) return doubts
  const namespace = engine.identities[subject]?.namespace
  return [
    ...doubts,
    namespace === ''
      ? `${where} selects nodes by their labels, which stand in no manifest`
      : `${where} selects by labels of the namespace ${namespace}, which no manifest declares`,
  ]
}

function selectorDoubt(
  selector: PeerSelector,
  where: string,
  identity: Identity | undefined,
): string[] {
  switch (selector.type) {
    case 'unresolved':
      return [`${where}: ${selector.reason}`]
    case 'fqdn':
      return identity?.name === undefined
        ? [`${where} allows addresses of names, which may be this one`]
        : [
            `${where} allows this name, whose addresses only a DNS query that the proxy sees makes known`,
          ]
    case 'external':
      return [`${where} is for a group of the cloud, whose addresses are known at run time only`]
    case 'nodes':
      return [`${where} is for nodes by their labels, which stand in no manifest`]
    case 'cidr':
    case 'cidr-group':
    case 'cidr-groups':
      return [`${where} is for ${networkText(selector)}, which may hold the address of this peer`]
    case 'labels':
      return identity?.hasKnownNamespace === false
        ? [
            `${where} asks for labels of the namespace ${identity.namespace}, which no manifest declares`,
          ]
        : []
  }
}

function networkText(
  selector: Extract<PeerSelector, { type: 'cidr' | 'cidr-group' | 'cidr-groups' }>,
): string {
  const except = selector.except.map((prefix) => ` without ${formatPrefix(prefix)}`).join('')
  switch (selector.type) {
    case 'cidr':
      return `the network ${formatPrefix(selector.prefix)}${except}`
    case 'cidr-group':
      return `the networks of ${selector.name}${except}`
    case 'cidr-groups':
      return `the networks of groups with ${selector.requirements.map(formatRequirement).join(', ')}${except}`
  }
}

function formatRequirement({ key, operator, values }: Requirement): string {
  return [key, operator, ...(values.length === 0 ? [] : [values.join(', ')])].join(' ')
}

/** Rules of layer 7 that are listed, though an allow lifts them that may be for this peer. */
function liftDoubts(side: Side, engine: Engine): string[] {
  if (side.l7.length === 0 || side.verdict === 'may') return []
  return side.matches
    .filter(
      ({ row, isCertain }) => !isCertain && row.value.verdict === 'allow' && isPlain(row.value),
    )
    .flatMap((match) => doubtsOf(match, side, engine))
    .map((doubt) => `rules of layer 7 may be lifted: ${doubt}`)
}

/** `world` is an address that no policy names; there may be others with another verdict. */
function worldNote(
  { direction, subject, peer, l4 }: Side,
  query: AskedTraffic,
  engine: Engine,
): string[] {
  const identity = engine.identities[peer]
  if (identity?.type !== 'reserved' || !isWorld(identity)) return []
  const point = pointOf(query.protocol, query.port)
  const group = engine.groups[direction].groupOf(subject)
  const others = engine
    .rowsOf(group)
    .filter(
      ({ selected, value, possible }) =>
        selected?.compiled.entry.l3?.some(({ type }) => type !== 'labels' && type !== 'nodes') ===
          true &&
        hasPoint(value.ports, point) &&
        !has(possible, peer) &&
        (value.verdict === 'allow') === (l4 === 'denied'),
    )
  const origins = [...new Set(others.map(({ selected }) => selected?.compiled.entry.origin))]
  return origins
    .slice(0, 3)
    .flatMap((origin) =>
      origin === undefined
        ? []
        : [
            `this is about addresses that no policy names: those of ${formatOrigin(origin)} are ${l4 === 'denied' ? 'allowed' : 'denied'}`,
          ],
    )
}

function policiesOf(entries: readonly SelectedEntry[]): string {
  const ids = [...new Set(entries.map(({ compiled }) => compiled.entry.origin.policy.id))]
  const shown = ids.slice(0, 3).join(', ')
  return ids.length > 3 ? `${shown} and ${ids.length - 3} more` : shown
}

/** `cilium.io/CiliumNetworkPolicy shop/web /spec/egress/0`. */
export function formatOrigin({ policy, pointer }: Origin): string {
  return `${policy.id} ${pointer}`
}
