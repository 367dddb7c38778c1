import { type NameMatcher, nameMatcher } from '../fqdn/match-pattern.ts'
import type { Identity } from '../identities/identity.ts'
import type { Prefix } from '../identities/prefix.ts'
import { clusterKey } from '../labels/label.ts'
import { meets, type Requirement } from '../labels/selector.ts'
import type { Dialect } from '../lower/lower-context.ts'
import { peersText, peerText } from '../lower/peer-text.ts'
import type { PeerSelector } from '../lower/policy-entry.ts'
import { isAtLeast, type Profile } from '../profile/profile.ts'
import type { World } from '../world/world.ts'
import { addTo, bitsetOf, createBitset, difference, fullBitset, unionInto } from './bitset.ts'
import { type CidrPeer, matchCidr } from './cidr-match.ts'
import { type LabelIndex, labelValue, type Selection } from './label-index.ts'

/** Finds peers; equal selectors are looked up once, and share their result. */
export interface PeerIndex {
  readonly select: (selector: PeerSelector) => Selection
  /** Of a list of selectors: whoever one of them finds. */
  readonly selectAny: (selectors: readonly PeerSelector[]) => Selection
  readonly everybody: Selection
}

export function createPeerIndex(
  identities: readonly Identity[],
  labels: LabelIndex,
  { cidrGroups }: World,
  profile: Profile,
  named: readonly Prefix[],
  dialect: Dialect,
): PeerIndex {
  const { size } = labels
  const all = fullBitset(size)
  const everybody: Selection = { certain: all, possible: all }
  const known = new Map<string, Selection>()
  const externals = identities.flatMap((identity, member) =>
    identity.type === 'endpoint' && profile.cidrMatchMode.length === 0
      ? []
      : [{ identity, member }],
  )
  const byMatch = (match: (identity: Identity) => 'yes' | 'no' | 'maybe'): Selection => {
    const [certain, possible] = [createBitset(size), createBitset(size)]
    let isCertain = true
    for (const { identity, member } of externals) {
      const found = match(identity)
      if (found === 'yes') addTo(certain, member)
      else if (found === 'maybe') isCertain = false
      if (found !== 'no') addTo(possible, member)
    }
    return { certain, possible: isCertain ? certain : possible }
  }
  const byLabels = (requirements: readonly Requirement[]): Selection => {
    const found = labels.select(requirements)
    // Kubernetes' documentation knows no classes of peers.
    return dialect === 'cilium' && isAtLeast(profile.ciliumVersion, '1.20')
      ? withAggregates(found, requirements, identities)
      : found
  }
  const find = (selector: PeerSelector): Selection => {
    switch (selector.type) {
      case 'labels':
        return selector.requirements.length === 0 ? everybody : byLabels(selector.requirements)
      case 'nodes':
        return byMatch((identity) => matchNode(selector, identity, profile))
      case 'fqdn':
        return byMatch(matchName(nameMatcher(selector.selector, profile.ciliumVersion)))
      case 'external':
        return byMatch(({ prefixes, hasUnknownAddress, type }) =>
          type !== 'endpoint' && type !== 'reserved' && (prefixes.length > 0 || hasUnknownAddress)
            ? 'maybe'
            : 'no',
        )
      case 'unresolved':
        return { certain: createBitset(size), possible: everybody.possible }
      default: {
        const found = byMatch((identity) =>
          matchCidr(selector satisfies CidrPeer, identity, { profile, cidrGroups, named }),
        )
        // The classes of peers pass for pods there, and no group names them.
        return selector.type === 'cidr-groups' && profile.cidrMatchMode.includes('pods')
          ? withAggregates(found, selector.requirements, identities)
          : found
      }
    }
  }
  const select = (selector: PeerSelector): Selection => {
    const key = peerText(selector)
    const found = known.get(key) ?? find(selector)
    known.set(key, found)
    return found
  }
  const knownUnions = new Map<string, Selection>()
  return {
    everybody,
    select,
    selectAny: (selectors) => {
      const [first] = selectors
      if (first !== undefined && selectors.length === 1) return select(first)
      const key = peersText(selectors)
      const found = knownUnions.get(key) ?? unionOf(size, selectors.map(select))
      knownUnions.set(key, found)
      return found
    },
  }
}

function unionOf(size: number, selections: readonly Selection[]): Selection {
  const certain = createBitset(size)
  for (const selection of selections) unionInto(certain, selection.certain)
  const classes = selections.flatMap(({ byClass }) => byClass ?? [])
  const byClass = classes.length === 0 ? {} : { byClass: createBitset(size) }
  for (const members of classes) unionInto(byClass.byClass ?? members, difference(members, certain))
  // One set where nothing is in doubt: who sees that need not look for the difference.
  if (selections.every((selection) => selection.certain === selection.possible)) {
    return { certain, possible: certain, ...byClass }
  }
  const possible = certain.slice()
  for (const selection of selections) unionInto(possible, selection.possible)
  return { certain, possible, ...byClass }
}

/**
 * 1.20 looks a peer up twice, by itself and by its class, whose one label meets every negative condition: a selector of negative
 * conditions alone finds even those whom it leaves out.
 *
 * Source: pkg/policy/aggregate.go.
 */
function withAggregates(
  found: Selection,
  requirements: readonly Requirement[],
  identities: readonly Identity[],
): Selection {
  const classes = (
    ['aggregate-cluster', 'aggregate-world', 'aggregate-remote-node'] as const
  ).filter((key) => {
    const labels = [{ source: 'reserved', key, value: '' }]
    return requirements.every((requirement) =>
      meets(requirement, labelValue({ labels }, requirement)),
    )
  })
  if (classes.length === 0) return found
  const members = identities.flatMap(({ aggregate }, member) =>
    aggregate !== undefined && classes.includes(aggregate.label) ? [member] : [],
  )
  return { ...found, byClass: difference(bitsetOf(identities.length, members), found.certain) }
}

/** Labels of Node objects stand in no manifest: what else is asked of a node cannot be said. */
function matchNode(
  { requirements, isLocalToo = false }: Extract<PeerSelector, { type: 'nodes' }>,
  identity: Identity,
  { clusterName }: Profile,
): 'yes' | 'no' | 'maybe' {
  const kinds = isLocalToo ? ['remote-node', 'host'] : ['remote-node']
  if (kinds.every((key) => labelValue(identity, { source: 'reserved', key }) === undefined)) {
    return 'no'
  }
  const open = requirements.filter(
    ({ source, key }) => source !== 'reserved' || key !== 'remote-node',
  )
  const ofCluster = open.filter(({ key }) => key === clusterKey)
  if (ofCluster.some((requirement) => !meets(requirement, clusterName))) return 'no'
  return open.length === ofCluster.length ? 'yes' : 'maybe'
}

function matchName(matches: NameMatcher) {
  return ({ name, hasUnknownNames }: Identity) =>
    name === undefined ? (hasUnknownNames ? 'maybe' : 'no') : matches(name) ? 'yes' : 'no'
}
