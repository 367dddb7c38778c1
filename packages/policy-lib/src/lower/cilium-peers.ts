import type { Json, Problem } from '@skyctl/core'
import { type Prefix, parseCidr } from '../identities/prefix.ts'
import { encodeSelector, requirementsOf } from '../labels/selector.ts'
import { get, listAt, textAt } from '../plain-data.ts'
import { whereIn } from '../world/source.ts'
import type { PolicyObject } from '../world/world.ts'
import { entitySelectors } from './entities.ts'
import type { LowerContext } from './lower-context.ts'
import { type PeerScope, scopeNodes, scopePeer } from './peer-selector.ts'
import type { PeerSelector } from './policy-entry.ts'
import { lowerName } from './ports.ts'
import { memberName, type PeerMember, type RuleItem } from './rule-items.ts'
import { resolveServices } from './to-services.ts'

export interface LoweredPeers {
  readonly l3: readonly PeerSelector[] | null
  readonly problems: readonly Problem[]
}

/** Members whose empty list selects nobody, instead of being no member at all. */
const emptyIsNobody: readonly PeerMember[] = ['Endpoints', 'Nodes', 'Entities', 'CIDR', 'CIDRSet']

/**
 * Who the peers of one item are. Null is nobody; an empty list is everybody where the item has ports, and nobody where it has none.
 *
 * Source: pkg/policy/utils/parserules.go, mergeEndpointSelectors.
 */
export function lowerPeers(
  item: RuleItem,
  hasPorts: boolean,
  policy: PolicyObject,
  scope: PeerScope,
  context: LowerContext,
): LoweredPeers {
  const written = (member: PeerMember) => listAt(item.value, memberName(item.direction, member))
  const services = lowerServices(item, hasPorts, policy, context)
  const problems = [...services.problems, ...findMissingGroups(item, policy, context)]
  const isNobody =
    services.peers.length === 0 && emptyIsNobody.some((member) => written(member)?.length === 0)
  if (isNobody) return { l3: null, problems }
  const of = (member: PeerMember, lower: (value: Json) => readonly PeerSelector[]) =>
    (written(member) ?? []).flatMap(lower)
  return {
    l3: [
      ...of('Endpoints', (value) => [
        {
          type: 'labels',
          requirements: requirementsOf(scopePeer(encodeSelector('any', value), scope)),
        },
      ]),
      ...of('Nodes', (value) => [
        { type: 'nodes', requirements: requirementsOf(scopeNodes(value, scope.profile)) },
      ]),
      ...of('Entities', (value) => {
        const { clusterName, ciliumVersion } = scope.profile
        return entitySelectors(String(value), clusterName, ciliumVersion) ?? []
      }),
      ...of('CIDR', (value) => lowerCidr(value)),
      ...of('CIDRSet', lowerCidrRule),
      ...(item.isDeny
        ? []
        : of('FQDNs', (value) => [{ type: 'fqdn', selector: lowerName(value) }])),
      ...of('Groups', (value) => [{ type: 'external', text: JSON.stringify(value) }]),
      ...services.peers,
    ],
    problems,
  }
}

export function lowerCidr(value: Json): PeerSelector[] {
  const prefix = typeof value === 'string' ? parseCidr(value) : undefined
  return prefix === undefined ? [] : [{ type: 'cidr', prefix, except: [] }]
}

/** Source: pkg/policy/types/selector.go, newCIDRRuleSelector. */
function lowerCidrRule(value: Json): PeerSelector[] {
  const except = (listAt(value, 'except') ?? []).flatMap((text): Prefix[] => {
    const prefix = typeof text === 'string' ? parseCidr(text) : undefined
    return prefix === undefined ? [] : [prefix]
  })
  const name = textAt(value, 'cidrGroupRef')
  if (name !== undefined && name !== '') return [{ type: 'cidr-group', name, except }]
  const selector = get(value, 'cidrGroupSelector')
  if (selector !== undefined) {
    const requirements = requirementsOf(encodeSelector('cidrgroup', selector))
    // Its key in the cache of selectors equals that of the selector of everybody, pods and nodes included.
    return requirements.length === 0 && except.length === 0
      ? [{ type: 'labels', requirements }]
      : [{ type: 'cidr-groups', requirements, except }]
  }
  const prefix = parseCidr(textAt(value, 'cidr') ?? '')
  return prefix === undefined ? [] : [{ type: 'cidr', prefix, except }]
}

function lowerServices(
  item: RuleItem,
  hasPorts: boolean,
  policy: PolicyObject,
  { world, profile }: LowerContext,
): { readonly peers: readonly PeerSelector[]; readonly problems: readonly Problem[] } {
  const references = item.direction === 'egress' ? listAt(item.value, 'toServices') : undefined
  if (references === undefined || references.length === 0) return { peers: [], problems: [] }
  const where = () => whereIn(policy.source, `${item.pointer}/toServices`)
  if (item.isDeny) {
    const effect = hasPorts ? 'denies these ports of everybody' : 'denies nothing'
    return {
      peers: [],
      problems: [
        {
          id: 'unresolved-service',
          severity: 'warning',
          where: where(),
          message: `Cilium never resolves toServices of egressDeny: the rule ${effect}`,
          hint: 'name the pods by toEndpoints, or the addresses by toCIDR',
        },
      ],
    }
  }
  const { peers, unresolved } = resolveServices(references, world, profile)
  if (peers.length > 0 && unresolved.length === 0) return { peers, problems: [] }
  const why = unresolved.join('; ')
  const effect =
    peers.length > 0
      ? 'the rule is for the others alone'
      : hasPorts
        ? 'a rule that resolves to nobody and has ports allows these ports to everybody'
        : 'a rule that resolves to nobody allows nothing'
  return {
    // The Service may exist outside of these manifests: who is meant, or that everybody is, cannot be said.
    peers:
      peers.length === 0 && hasPorts && unresolved.length > 0
        ? [{ type: 'unresolved', reason: `${why}: ${effect}, unless the Service exists` }]
        : peers,
    problems: [
      {
        id: 'unresolved-service',
        severity: 'warning',
        where: where(),
        message: `${why === '' ? 'toServices names nothing' : why}: ${effect}`,
        hint: 'add the Service to the world, or name the pods by toEndpoints',
      },
    ],
  }
}

function findMissingGroups(
  item: RuleItem,
  policy: PolicyObject,
  { world }: LowerContext,
): readonly Problem[] {
  const member = memberName(item.direction, 'CIDRSet')
  return (listAt(item.value, member) ?? []).flatMap((value, index): Problem[] => {
    const name = textAt(value, 'cidrGroupRef')
    if (name === undefined || name === '' || world.cidrGroups.has(name)) return []
    return [
      {
        id: 'missing-cidr-group',
        severity: 'warning',
        where: whereIn(policy.source, `${item.pointer}/${member}/${index}/cidrGroupRef`),
        message: `no CiliumCIDRGroup '${name}' is in the world: the entry selects nobody`,
        hint: 'add the group to the world, or correct the name',
      },
    ]
  })
}
