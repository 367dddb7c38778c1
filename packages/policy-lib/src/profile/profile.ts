/** Minors of Cilium whose semantics are known here. */
export const ciliumVersions = ['1.18', '1.19', '1.20'] as const
export type CiliumVersion = (typeof ciliumVersions)[number]

export const ipFamilies = ['IPv4', 'IPv6'] as const
export type IpFamily = (typeof ipFamilies)[number]

/**
 * What Cilium's own configuration adds to the manifests: the same policies give other verdicts under another profile.
 *
 * Source: pkg/defaults/defaults.go, pkg/option/config.go.
 */
export interface Profile {
  readonly ciliumVersion: CiliumVersion
  readonly clusterName: string
  readonly enforcementMode: 'default' | 'always' | 'never'
  readonly allowLocalhost: 'auto' | 'always' | 'policy'
  readonly hostFirewall: boolean
  /** Selectors of peers mean the local cluster, unless they name one. On by default since 1.19. */
  readonly policyDefaultLocalCluster: boolean
  readonly cidrMatchMode: readonly ('nodes' | 'pods')[]
  readonly nodeSelectorLabels: boolean
  readonly l7Proxy: boolean
  readonly icmpRules: boolean
  readonly nonDefaultDeny: boolean
  readonly extendedIPProtocols: boolean
  /** Kubernetes ClusterNetworkPolicy (1.20). */
  readonly kcnp: boolean
  readonly ipFamilies: readonly IpFamily[]
  /** Prefixes of the Helm value `labels`, which are added to the default list: `!` in front leaves a key out. */
  readonly labelFilter: readonly string[]
  /** Where the API server stands: outside (EKS), where it is part of the world, or on a node. */
  readonly kubeAPIServer: 'external' | 'in-cluster'
}

export type ProfileInput = Partial<Profile>

/** The newest version whose engine the semantics were verified against. */
export const defaultCiliumVersion: CiliumVersion = '1.20'

/** A full profile: what is not given is the default of that version of Cilium. */
export function createProfile(input: ProfileInput = {}): Profile {
  const ciliumVersion = input.ciliumVersion ?? defaultCiliumVersion
  return {
    clusterName: 'default',
    enforcementMode: 'default',
    allowLocalhost: 'auto',
    hostFirewall: false,
    policyDefaultLocalCluster: isAtLeast(ciliumVersion, '1.19'),
    cidrMatchMode: [],
    nodeSelectorLabels: false,
    l7Proxy: true,
    icmpRules: true,
    nonDefaultDeny: true,
    extendedIPProtocols: false,
    kcnp: false,
    ipFamilies: ['IPv4'],
    labelFilter: [],
    kubeAPIServer: 'external',
    ...input,
    ciliumVersion,
  }
}

export function isAtLeast(version: CiliumVersion, wanted: CiliumVersion): boolean {
  return ciliumVersions.indexOf(version) >= ciliumVersions.indexOf(wanted)
}
