import type { CrdDeclaration } from '@skyctl/model'

/** Kinds that the operator registers when it starts: the chart holds no CRD. */
export const ciliumCrds: readonly CrdDeclaration[] = [
  cluster('CiliumCIDRGroup', 'ciliumcidrgroups', 'v2', 'v2alpha1'),
  cluster('CiliumClusterwideEnvoyConfig', 'ciliumclusterwideenvoyconfigs', 'v2'),
  cluster('CiliumClusterwideNetworkPolicy', 'ciliumclusterwidenetworkpolicies', 'v2'),
  cluster('CiliumEgressGatewayPolicy', 'ciliumegressgatewaypolicies', 'v2'),
  namespaced('CiliumEndpoint', 'ciliumendpoints', 'v2'),
  cluster('CiliumEndpointSlice', 'ciliumendpointslices', 'v2alpha1'),
  namespaced('CiliumEnvoyConfig', 'ciliumenvoyconfigs', 'v2'),
  cluster('CiliumIdentity', 'ciliumidentities', 'v2'),
  cluster('CiliumL2AnnouncementPolicy', 'ciliuml2announcementpolicies', 'v2alpha1'),
  cluster('CiliumLoadBalancerIPPool', 'ciliumloadbalancerippools', 'v2', 'v2alpha1'),
  namespaced('CiliumLocalRedirectPolicy', 'ciliumlocalredirectpolicies', 'v2'),
  namespaced('CiliumNetworkPolicy', 'ciliumnetworkpolicies', 'v2'),
  cluster('CiliumNode', 'ciliumnodes', 'v2'),
  namespaced('CiliumNodeConfig', 'ciliumnodeconfigs', 'v2'),
  cluster('CiliumPodIPPool', 'ciliumpodippools', 'v2alpha1'),
]

function cluster(kind: string, plural: string, ...versions: string[]): CrdDeclaration {
  return { group: 'cilium.io', kind, plural, versions, scope: 'Cluster' }
}

function namespaced(kind: string, plural: string, ...versions: string[]): CrdDeclaration {
  return { group: 'cilium.io', kind, plural, versions, scope: 'Namespaced' }
}
