import { hasAddon, isAutoMode, isIpv6 } from '../cluster-facts.ts'
import { get, items, pointer, text } from '../plain-data.ts'
import type { ClusterRule, Finding } from '../rule.ts'

/** Fields of the other address family are left out, and an IPv6 cluster lists the add-ons that it cannot do without. */
export const respectIpFamily: ClusterRule = {
  id: 'respect-ip-family',
  check: ({ config }) => (isIpv6(config) ? checkIpv6(config) : checkIpv4(config)),
}

type Config = Parameters<ClusterRule['check']>[0]['config']

function checkIpv6(config: Config): readonly Finding[] {
  const findings: Finding[] = []
  if (text(config, 'kubernetesNetworkConfig', 'serviceIPv4CIDR') !== undefined) {
    findings.push({
      pointer: pointer('kubernetesNetworkConfig', 'serviceIPv4CIDR'),
      message: 'services of an IPv6 cluster have IPv6 addresses, from a range that EKS chooses',
      hint: 'remove serviceIPv4CIDR',
    })
  }
  if (get(config, 'vpc', 'autoAllocateIPv6') === true) {
    findings.push({
      pointer: pointer('vpc', 'autoAllocateIPv6'),
      message:
        'autoAllocateIPv6 is for IPv4 clusters: with ipFamily IPv6 the VPC has a range already',
      hint: 'remove autoAllocateIPv6',
    })
  }
  const cidr = text(config, 'vpc', 'ipv6Cidr')
  const pool = text(config, 'vpc', 'ipv6Pool')
  if ((cidr === undefined) !== (pool === undefined)) {
    findings.push({
      pointer: pointer('vpc', cidr === undefined ? 'ipv6Pool' : 'ipv6Cidr'),
      message: 'ipv6Cidr and ipv6Pool belong together: the range is taken from the pool',
      hint: 'set both or neither',
    })
  }
  if (cidr !== undefined && pool !== undefined && text(config, 'vpc', 'id') !== undefined) {
    findings.push({
      pointer: pointer('vpc', 'ipv6Cidr'),
      message: 'an existing VPC (vpc.id) has its IPv6 range already',
      hint: 'remove ipv6Cidr and ipv6Pool',
    })
  }
  if (items(config, 'localZones').length > 0) {
    findings.push({
      pointer: pointer('localZones'),
      message: 'local zones are not available to an IPv6 cluster',
      hint: 'remove localZones',
    })
  }
  const hasCoredns = items(config, 'addons').some(
    (addon) => text(addon, 'name')?.toLowerCase() === 'coredns',
  )
  if (!isAutoMode(config) && !hasCoredns) {
    findings.push({
      pointer: pointer('addons'),
      message: 'an IPv6 cluster lists its add-on coredns: eksctl does not install it by itself',
      hint: 'add coredns, or enable Auto Mode',
    })
  }
  if (!isAutoMode(config) && hasAddon(config, 'vpc-cni')) findings.push(...checkCni(config))
  return findings
}

/** The CNI of an IPv6 cluster assigns addresses through EC2, so it needs an identity of its own. */
function checkCni(config: Config): readonly Finding[] {
  const agent = items(config, 'addons').some(
    (addon) => text(addon, 'name')?.toLowerCase() === 'eks-pod-identity-agent',
  )
  const cni = items(config, 'addons').find((addon) => text(addon, 'name') === 'vpc-cni')
  const associated =
    get(config, 'addonsConfig', 'autoApplyPodIdentityAssociations') === true ||
    get(cni, 'useDefaultPodIdentityAssociations') === true ||
    items(cni, 'podIdentityAssociations').length > 0
  if (agent ? associated : get(config, 'iam', 'withOIDC') === true) return []
  return [
    {
      pointer: pointer('addons'),
      message: 'vpc-cni has no role, and assigns IPv6 addresses through EC2',
      hint: 'set iam.withOIDC, or add eks-pod-identity-agent and a pod identity association of vpc-cni',
    },
  ]
}

function checkIpv4(config: Config): readonly Finding[] {
  return [
    ...['ipv6Cidr', 'ipv6Pool'].filter((field) => text(config, 'vpc', field) !== undefined),
    ...(items(config, 'vpc', 'extraIPv6CIDRs').length > 0 ? ['extraIPv6CIDRs'] : []),
  ].map((field) => ({
    pointer: pointer('vpc', field),
    message: `vpc.${field} is for IPv6 clusters, and this one is IPv4`,
    hint: `remove ${field}, or set kubernetesNetworkConfig.ipFamily: IPv6`,
  }))
}
