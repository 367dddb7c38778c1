import { hasReserved, type Identity } from '../identities/identity.ts'
import type { Dialect } from '../lower/lower-context.ts'
import { tiers } from '../lower/policy-entry.ts'
import { addTo, type Bitset, bitsetOf, createBitset, forEachMember, fullBitset } from './bitset.ts'
import type { Row } from './compile-entries.ts'
import { type Claim, mergeClaims } from './merge-claims.ts'
import type { NameResolution } from './name-resolution.ts'
import { subjectPorts } from './named-ports.ts'
import { allPorts, type PortSet, protocolPorts, subtractPorts, unionPorts } from './port-set.ts'
import type { SelectedEntry, SubjectGroup } from './subject-groups.ts'
import type { Value, Values } from './value.ts'

/** A row of a group with everything that depends on its subjects filled in. */
export interface GroupRow {
  /** Undefined for what no policy says: that the local node is let in. */
  readonly selected: SelectedEntry | undefined
  readonly certain: Bitset
  readonly possible: Bitset
  /** As it counts: merged with what others say of the same peers and port. */
  readonly value: Value
  /** As the entry alone says it. */
  readonly written: Value
  readonly isByClass?: true
}

export interface RowInput {
  readonly identities: readonly Identity[]
  readonly values: Values
  readonly names: NameResolution
  readonly dialect: Dialect
}

interface RowContext extends RowInput {
  readonly nobody: Bitset
  /** Rows that no policy states, the same for every group. */
  readonly localhost: GroupRow
  readonly undefinedByKubernetes: GroupRow
}

/** Finds every row that has a say in the traffic of a group. */
export function createGroupRows(input: RowInput): (group: SubjectGroup) => readonly GroupRow[] {
  const context: RowContext = {
    ...input,
    nobody: createBitset(input.identities.length),
    localhost: localhostRow(input),
    undefinedByKubernetes: undefinedRow(input),
  }
  return (group) => rowsOfGroup(group, context)
}

function rowsOfGroup(group: SubjectGroup, context: RowContext): readonly GroupRow[] {
  const mergedOf = mergeServerNames(group, context)
  const rows = group.entries.flatMap((selected) =>
    selected.compiled.rows.flatMap((row) => fillIn(row, mergedOf(row), selected, group, context)),
  )
  return [
    ...rows,
    ...(group.allowsLocalhost ? [context.localhost] : []),
    ...(context.dialect === 'kubernetes' && group.entries.length > 0
      ? [context.undefinedByKubernetes]
      : []),
  ]
}

/**
 * Kubernetes' documentation: what happens to other protocols than TCP, UDP and SCTP once a NetworkPolicy selects a pod is for each network
 * plugin to say.
 */
function undefinedRow({ identities, values }: RowInput): GroupRow {
  const defined = (['TCP', 'UDP', 'SCTP'] as const).map(protocolPorts)
  const value = values.intern({
    tier: tiers.default,
    priority: 0,
    verdict: 'allow',
    ports: defined.reduce<PortSet>(subtractPorts, allPorts),
    isExact: false,
    isCertain: false,
  })
  return {
    selected: undefined,
    certain: createBitset(identities.length),
    possible: fullBitset(identities.length),
    value,
    written: value,
  }
}

/** Every row as it counts where server names are asked of its port, by the merged claims of its peers. */
function mergeServerNames({ entries }: SubjectGroup, { values }: RowContext): (row: Row) => Value {
  const claims = new Map<string, Claim[]>()
  for (const { compiled } of entries) {
    for (const { claim } of compiled.rows) {
      if (claim === undefined) continue
      const known = claims.get(claim.key) ?? []
      claims.set(claim.key, known)
      // A port by name has a row for each number that it stands for.
      if (known.at(-1)?.rule !== claim.rule) known.push({ entry: compiled.entry, rule: claim.rule })
    }
  }
  return ({ claim, value }) => {
    const merged = claim && mergeClaims(claims.get(claim.key) ?? [])
    if (merged === undefined || 'conflict' in merged) return value
    const { id: _, l7: __, serverNames: ___, ...rest } = value
    return values.intern({
      ...rest,
      ...(merged.l7 === undefined ? {} : { l7: merged.l7 }),
      ...(merged.serverNames.length === 0 ? {} : { serverNames: merged.serverNames }),
    })
  }
}

function fillIn(
  row: Row,
  merged: Value,
  selected: SelectedEntry,
  group: SubjectGroup,
  context: RowContext,
): GroupRow[] {
  const value = namedValue(row, merged, group, context)
  if (value.ports.length === 0) return []
  const isFqdn = selected.compiled.entry.l3?.some(({ type }) => type === 'fqdn') === true
  const { certain, possible } = row.isByClass
    ? membersOfClass(row, group, context)
    : isFqdn
      ? learnedPeers(row, group, context)
      : row.peers
  return [
    {
      selected,
      certain: selected.isCertain ? certain : context.nobody,
      possible,
      value,
      written: row.value,
      ...(row.isByClass ? { isByClass: true } : {}),
    },
  ]
}

/** Named ports of ingress are those of the subject. */
function namedValue(
  { subjectNamed }: Row,
  value: Value,
  group: SubjectGroup,
  context: RowContext,
): Value {
  const identity = context.identities[group.subjects[0] ?? 0]
  if (subjectNamed.length === 0 || identity === undefined) return value
  const { id: _, ...rest } = value
  return context.values.intern({
    ...rest,
    ports: subjectNamed.reduce(
      (ports, rule) => unionPorts(ports, subjectPorts(identity, rule)),
      value.ports,
    ),
  })
}

/** Addresses of a name are found only once the proxy has seen the query. */
function learnedPeers({ peers }: Row, group: SubjectGroup, { identities, names }: RowContext) {
  const [certain, possible] = [createBitset(identities.length), createBitset(identities.length)]
  forEachMember(peers.possible, (member) => {
    const identity = identities[member]
    const learned = identity === undefined ? 'no' : names.learns(group, identity)
    if (learned === 'no') return
    addTo(possible, member)
    const isCertain = (peers.certain[member >>> 5] ?? 0) & (1 << (member & 31))
    if (learned === 'yes' && isCertain !== 0) addTo(certain, member)
  })
  return { certain, possible }
}

/** Who is in the class that a row is for: what has no identity of its own is in none. */
function membersOfClass({ peers }: Row, group: SubjectGroup, { identities, names }: RowContext) {
  const [certain, possible] = [createBitset(identities.length), createBitset(identities.length)]
  forEachMember(peers.possible, (member) => {
    const identity = identities[member]
    if (identity?.aggregate === undefined) return
    const { isIn, isInOnceLearned } = identity.aggregate
    const learned =
      isIn !== 'yes' && isInOnceLearned ? names.learns(group, identity) : ('no' as const)
    if (isIn === 'no' && learned === 'no') return
    addTo(possible, member)
    if (isIn === 'yes' || learned === 'yes') addTo(certain, member)
  })
  return { certain, possible }
}

/** Source: pkg/policy/repository.go: the rule that lets the local node in stands behind all others. */
function localhostRow({ identities, values }: RowInput): GroupRow {
  const hosts = bitsetOf(
    identities.length,
    identities.flatMap((identity, member) => (hasReserved(identity, 'host') ? [member] : [])),
  )
  const value = values.intern({
    tier: tiers.default,
    priority: 0,
    verdict: 'allow',
    ports: allPorts,
    isExact: false,
    isCertain: true,
  })
  return { selected: undefined, certain: hosts, possible: hosts, value, written: value }
}
