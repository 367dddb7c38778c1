import type { ClusterSpec } from '@skyctl/eks-lib'
import { type Environment, teamNamespace, type Unit } from '@skyctl/model'

/** One environment and its units, in the words of the library that makes eksctl's file. */
export function clusterSpec(environment: Environment, units: readonly Unit[]): ClusterSpec {
  const { account, region, zones, cluster, network, encryption, kubernetes, tags } = environment
  return {
    name: cluster.name,
    region,
    account,
    version: kubernetes.version,
    zones,
    vpcCidr: network.cidr,
    serviceCidr: network.serviceCidr,
    nat: network.nat,
    publicAccessCidrs: cluster.publicAccess,
    secretsKeyAlias: encryption.secretsKeyAlias,
    volumesKeyAlias: encryption.volumesKeyAlias,
    logRetentionDays: cluster.logRetentionDays,
    access: sorted(cluster.access).map(([role, { policy, teams }]) => ({
      role,
      policy,
      ...(teams && {
        namespaces: [...new Set(teams.map((team) => teamNamespace(environment, team)))].sort(),
      }),
    })),
    roles: units
      .flatMap((unit) =>
        unit.iam.map(({ name, serviceAccount, namespace, statements }) => ({
          role: name,
          serviceAccount,
          namespace,
          statements,
          tags: unit.tags,
        })),
      )
      .sort((a, b) => (a.role < b.role ? -1 : 1)),
    nodeGroups: sorted(environment.nodeGroups).map(([name, group]) => ({
      name,
      instanceTypes: group.instanceTypes,
      spot: group.spot,
      min: group.min,
      max: group.max,
      desired: group.desired ?? group.min,
      labels: group.labels,
      taints: sorted(group.taints).map(([key, { value, effect }]) => ({ key, value, effect })),
      volume: group.volume,
    })),
    tags,
  }
}

function sorted<Value>(record: Readonly<Record<string, Value>>): [string, Value][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1))
}
