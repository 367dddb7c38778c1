import { fullName } from '../fqdn/match-pattern.ts'
import type { Label } from '../labels/label.ts'
import type { Profile } from '../profile/profile.ts'
import type { Identity } from './identity.ts'
import { formatPrefix, type Prefix } from './prefix.ts'
import { worldLabel, worldLabels } from './reserved.ts'

export interface ExternalOptions {
  readonly profile: Profile
  /** Whether policies name it: only then it has an identity of its own. */
  readonly isNamed: boolean
  /** Whether policies and groups name networks: one may be around the address of a name. */
  readonly hasNetworks: boolean
  /** Whether policies speak of names: an address may be that of one. */
  readonly hasNames: boolean
  /** A query means this very address or name, and what belongs to it at run time is not known. */
  readonly isQueried: boolean
}

const base = {
  namespace: '',
  workloads: [],
  namedPorts: [],
  enforced: 'none',
  hasKnownNamespace: true,
} as const

/** Addresses outside of the cluster that policies cannot tell apart. Source: pkg/labels/cidr.go, GetCIDRLabels. */
export function addressIdentity(
  prefix: Prefix,
  { profile, isNamed, hasNames, isQueried }: ExternalOptions,
): Identity {
  const text = formatPrefix(prefix)
  return {
    ...base,
    key: `cidr:${text}`,
    type: 'address',
    labels: [reservedLabel(worldLabel(prefix.family, profile))],
    prefixes: [prefix],
    hasUnknownAddress: false,
    hasUnknownNames: isQueried,
    aggregate: {
      label: 'aggregate-world',
      isIn: isNamed ? 'yes' : 'no',
      isInOnceLearned: hasNames && isQueried,
    },
  }
}

/** The addresses of a name, of each family that the cluster has. */
export function nameIdentities(
  name: string,
  { profile, isNamed, hasNetworks, isQueried }: ExternalOptions,
): readonly Identity[] {
  return worldLabels(profile).map((world) => ({
    ...base,
    key: `fqdn:${fullName(name)},reserved:${world}`,
    type: 'name',
    labels: [reservedLabel(world)],
    prefixes: [],
    name: fullName(name),
    hasUnknownAddress: isQueried,
    hasUnknownNames: false,
    aggregate: {
      label: 'aggregate-world',
      isIn: hasNetworks ? 'maybe' : 'no',
      isInOnceLearned: isNamed,
    },
  }))
}

function reservedLabel(key: string): Label {
  return { source: 'reserved', key, value: '' }
}
