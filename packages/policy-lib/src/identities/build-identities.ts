import { compareText } from '@skyctl/core'
import { createLabelFilter, keepAllLabels, type LabelFilter } from '../labels/label-filter.ts'
import type { Dialect } from '../lower/lower-context.ts'
import type { Profile } from '../profile/profile.ts'
import type { Workload, World } from '../world/world.ts'
import type { Identity } from './identity.ts'
import { podLabels } from './pod-labels.ts'
import { parseAddress } from './prefix.ts'
import { reservedIdentities, reservedNames } from './reserved.ts'

/**
 * The identities of a world: those that every cluster has, and one for all pods of equal labels and equal named ports (and
 * equal addresses, where policies look at those of pods). Pods in the
 * network of their node have none: they are the node.
 */
export function buildIdentities(
  world: World,
  profile: Profile,
  dialect: Dialect,
): readonly Identity[] {
  const filter = dialect === 'kubernetes' ? keepAllLabels : createLabelFilter(profile.labelFilter)
  const byKey = new Map<string, Identity>()
  for (const workload of world.workloads) {
    if (workload.hostNetwork) continue
    const identity = endpointIdentity(workload, world, profile, filter)
    const known = byKey.get(identity.key)
    byKey.set(
      identity.key,
      known === undefined ? identity : { ...known, workloads: [...known.workloads, workload] },
    )
  }
  return [
    ...reservedNames.flatMap((name) => reservedIdentities(name, profile)),
    ...[...byKey.values()].sort((a, b) => compareText(a.key, b.key)),
  ]
}

function endpointIdentity(
  workload: Workload,
  world: World,
  profile: Profile,
  filter: LabelFilter,
): Identity {
  const namespace = world.namespaces.get(workload.namespace) ?? {
    name: workload.namespace,
    labels: {},
    isDeclared: false,
  }
  const labels = podLabels(workload, namespace, profile.clusterName, filter)
  const ports = [
    ...new Set(workload.ports.map(({ name, port, protocol }) => `${name}=${port}/${protocol}`)),
  ]
  // Else Cilium looks at no address of a pod.
  const addresses = profile.cidrMatchMode.includes('pods') ? workload.addresses : []
  return {
    key: [
      ...labels.map(({ source, key, value }) => `${source}:${key}=${value}`),
      ...ports.sort().map((port) => `port:${port}`),
      ...addresses.map((address) => `address:${address}`),
    ].join(','),
    type: 'endpoint',
    labels,
    namespace: workload.namespace,
    workloads: [workload],
    namedPorts: workload.ports,
    prefixes: addresses.flatMap((address) => parseAddress(address) ?? []),
    enforced: 'endpoint',
    hasKnownNamespace: namespace.isDeclared,
    hasUnknownAddress: addresses.length === 0,
    hasUnknownNames: false,
    aggregate: { label: 'aggregate-cluster', isIn: 'yes', isInOnceLearned: false },
  }
}
