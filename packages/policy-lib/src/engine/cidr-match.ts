import { hasReserved, type Identity, isNode, isWorld } from '../identities/identity.ts'
import { contains, type Prefix } from '../identities/prefix.ts'
import { worldLabel } from '../identities/reserved.ts'
import type { Requirement } from '../labels/selector.ts'
import type { PeerSelector } from '../lower/policy-entry.ts'
import type { Profile } from '../profile/profile.ts'
import type { CidrGroup } from '../world/world.ts'

/** Whether a selector of addresses finds an identity, where the manifests can tell. */
export type Match = 'yes' | 'no' | 'maybe'

export type CidrPeer = Extract<PeerSelector, { type: 'cidr' | 'cidr-group' | 'cidr-groups' }>

export interface CidrContext {
  readonly profile: Profile
  readonly cidrGroups: ReadonlyMap<string, CidrGroup>
  /** Networks that policies name, those of groups left out. */
  readonly named: readonly Prefix[]
}

/**
 * Addresses outside of the cluster only, unless `policy-cidr-match-mode` adds nodes or pods: a CIDR never means a pod, whatever
 * address that has.
 *
 * Source: pkg/policy/types/selector.go, CIDRSelector.Matches.
 */
export function matchCidr(selector: CidrPeer, identity: Identity, context: CidrContext): Match {
  if (!isReachable(identity, context.profile)) return 'no'
  const inside = matchInside(selector, identity, context)
  if (inside === 'no') return 'no'
  return selector.except.reduce<Match>((match, except) => {
    const excepted = matchPrefix(except, identity, context)
    if (match === 'no' || excepted === 'yes') return 'no'
    return excepted === 'maybe' ? 'maybe' : match
  }, inside)
}

function isReachable(identity: Identity, { cidrMatchMode }: Profile): boolean {
  if (isWorld(identity)) return true
  return cidrMatchMode.includes(isNode(identity) ? 'nodes' : 'pods')
}

function matchInside(selector: CidrPeer, identity: Identity, context: CidrContext): Match {
  switch (selector.type) {
    case 'cidr':
      return matchPrefix(selector.prefix, identity, context)
    case 'cidr-group': {
      const group = context.cidrGroups.get(selector.name)
      return group === undefined ? 'no' : matchGroup(group, identity, context)
    }
    case 'cidr-groups':
      return matchGroups(selector.requirements, identity, context)
  }
}

/** A network of length 0 is every address of its family, by the label of the world. */
function matchPrefix(prefix: Prefix, identity: Identity, context: CidrContext): Match {
  if (prefix.length === 0) return matchFamily(prefix.family, identity, context)
  if (identity.prefixes.length > 0) {
    return identity.prefixes.some((own) => contains(prefix, own)) ? 'yes' : 'no'
  }
  return hasUnknownAddressOf(prefix.family, identity, context) ? 'maybe' : 'no'
}

/**
 * Nodes and pods have no label of the world: only the mode for pods lets a CIDR label of theirs stand for it. Every pod has one for each
 * of its addresses, and a node where a policy names a network around its own.
 *
 * Source: pkg/policy/types/selector.go, matchesCIDRWildcard; pkg/endpoint/endpoint.go, computeCIDRLabelsRLocked.
 */
function matchFamily(family: 4 | 6, identity: Identity, context: CidrContext): Match {
  const { profile, named } = context
  if (hasReserved(identity, worldLabel(family, profile))) return 'yes'
  if (isWorld(identity) || !profile.cidrMatchMode.includes('pods')) return 'no'
  if (identity.prefixes.length > 0) {
    return identity.prefixes.some((own) => own.family === family) ? 'yes' : 'no'
  }
  if (!hasUnknownAddressOf(family, identity, context)) return 'no'
  if (identity.type === 'endpoint') return 'yes'
  return named.some((prefix) => prefix.family === family) ? 'maybe' : 'no'
}

/** An address of a family that the cluster lacks is nobody's, and one of the world has one family. */
function hasUnknownAddressOf(family: 4 | 6, identity: Identity, { profile }: CidrContext): boolean {
  if (!identity.hasUnknownAddress) return false
  if (!profile.ipFamilies.includes(family === 4 ? 'IPv4' : 'IPv6')) return false
  const other = worldLabel(family === 4 ? 6 : 4, profile)
  return other === 'world' || !hasReserved(identity, other)
}

function matchGroup({ prefixes }: CidrGroup, identity: Identity, context: CidrContext): Match {
  const matches = prefixes.map((prefix) => matchPrefix(prefix, identity, context))
  return matches.includes('yes') ? 'yes' : matches.includes('maybe') ? 'maybe' : 'no'
}

/**
 * Labels of every group that holds the address, values included in the key: so `NotIn` and `DoesNotExist` find all addresses that are
 * in none of the groups that they name.
 *
 * Source: pkg/policy/types/requirements.go, matchesEncodedRequirement.
 */
function matchGroups(
  requirements: readonly Requirement[],
  identity: Identity,
  context: CidrContext,
): Match {
  const groups = [...context.cidrGroups.values()].map((group) => ({
    group,
    match: matchGroup(group, identity, context),
  }))
  const matches = requirements.map((requirement): Match => {
    const named = groups.filter(({ group }) => carries(group, requirement))
    const isPositive = requirement.operator === 'In' || requirement.operator === 'Exists'
    if (named.some(({ match }) => match === 'yes')) return isPositive ? 'yes' : 'no'
    if (named.some(({ match }) => match === 'maybe')) return 'maybe'
    return isPositive ? 'no' : 'yes'
  })
  return matches.includes('no') ? 'no' : matches.includes('maybe') ? 'maybe' : 'yes'
}

function carries({ labels }: CidrGroup, { source, key, operator, values }: Requirement): boolean {
  if (source !== 'cidrgroup' && source !== 'any') return false
  const value = labels[key]
  if (value === undefined || key.startsWith('io.cilium.k8s')) return false
  return operator === 'Exists' || operator === 'DoesNotExist' || values.includes(value)
}
