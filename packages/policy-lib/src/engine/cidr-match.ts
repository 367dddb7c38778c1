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
  return isNode(identity) ? cidrMatchMode.includes('nodes') : cidrMatchMode.includes('pods')
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
function matchPrefix(prefix: Prefix, identity: Identity, { profile }: CidrContext): Match {
  if (prefix.length === 0) {
    if (hasReserved(identity, worldLabel(prefix.family, profile))) return 'yes'
    // Nodes and pods have no such label: only the mode for pods lets any CIDR label of theirs stand for it.
    const isFamily = profile.ipFamilies.includes(prefix.family === 4 ? 'IPv4' : 'IPv6')
    return !isWorld(identity) && profile.cidrMatchMode.includes('pods') && isFamily ? 'yes' : 'no'
  }
  if (identity.prefix !== undefined) return contains(prefix, identity.prefix) ? 'yes' : 'no'
  if (!identity.hasUnknownAddress) return 'no'
  // An address of the other family is in no network of this one.
  const other = worldLabel(prefix.family === 4 ? 6 : 4, profile)
  return other !== 'world' && hasReserved(identity, other) ? 'no' : 'maybe'
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
