import type { PolicyDocument } from '../iam/policy-document.ts'

/**
 * The part of eksctl's `ClusterConfig` (`eksctl.io/v1alpha5`, v0.230.0) that we write, under eksctl's own names. A config
 * of somebody else's is plain JSON until it is judged.
 */
export interface ClusterConfig {
  readonly apiVersion: 'eksctl.io/v1alpha5'
  readonly kind: 'ClusterConfig'
  readonly metadata: {
    readonly name: string
    readonly region: string
    readonly version: string
    readonly tags: Readonly<Record<string, string>>
  }
  readonly upgradePolicy: { readonly supportType: 'STANDARD' | 'EXTENDED' }
  readonly availabilityZones: readonly string[]
  readonly vpc: {
    readonly cidr: string
    readonly nat: { readonly gateway: NatGateway }
    readonly clusterEndpoints: { readonly privateAccess: true; readonly publicAccess: boolean }
    readonly publicAccessCIDRs?: readonly string[]
  }
  readonly kubernetesNetworkConfig: { readonly ipFamily: 'IPv4'; readonly serviceIPv4CIDR: string }
  readonly secretsEncryption: { readonly keyARN: string }
  readonly cloudWatch: {
    readonly clusterLogging: {
      readonly enableTypes: readonly LogType[]
      readonly logRetentionInDays: number
    }
  }
  readonly accessConfig: {
    readonly authenticationMode: 'API'
    readonly bootstrapClusterCreatorAdminPermissions: boolean
    readonly accessEntries?: readonly AccessEntry[]
  }
  readonly iam: {
    readonly withOIDC: true
    readonly serviceAccounts?: readonly ServiceAccountRole[]
  }
  readonly addonsConfig: { readonly disableDefaultAddons: true }
  readonly addons: readonly { readonly name: string }[]
  readonly managedNodeGroups?: readonly ManagedNodeGroup[]
}

export type NatGateway = 'HighlyAvailable' | 'Single' | 'Disable'

export type LogType = 'api' | 'audit' | 'authenticator' | 'controllerManager' | 'scheduler'

export interface AccessEntry {
  readonly principalARN: string
  readonly type: 'STANDARD'
  readonly accessPolicies: readonly {
    readonly policyARN: string
    readonly accessScope:
      | { readonly type: 'cluster' }
      | { readonly type: 'namespace'; readonly namespaces: readonly string[] }
  }[]
}

/** A role that one ServiceAccount may assume. `roleOnly`: whoever runs the pods makes the ServiceAccount. */
export interface ServiceAccountRole {
  readonly metadata: { readonly name: string; readonly namespace: string }
  readonly roleName: string
  readonly roleOnly: true
  readonly attachPolicy: PolicyDocument
  readonly tags: Readonly<Record<string, string>>
}

export interface ManagedNodeGroup {
  readonly name: string
  readonly amiFamily: 'AmazonLinux2023'
  readonly instanceTypes: readonly string[]
  readonly spot?: true
  readonly minSize: number
  readonly maxSize: number
  readonly desiredCapacity: number
  readonly privateNetworking: true
  readonly disableIMDSv1: true
  readonly disablePodIMDS: true
  readonly volumeType: 'gp3'
  /** GiB. */
  readonly volumeSize: number
  readonly volumeIOPS: number
  /** MiB/s. */
  readonly volumeThroughput: number
  readonly volumeEncrypted: boolean
  readonly volumeKmsKeyID?: string
  readonly labels: Readonly<Record<string, string>>
  readonly taints: readonly Taint[]
  readonly tags: Readonly<Record<string, string>>
  readonly propagateASGTags: true
  readonly iam: { readonly attachPolicyARNs: readonly string[] }
  readonly updateConfig: { readonly maxUnavailable: number }
  readonly nodeRepairConfig: { readonly enabled: true }
}

export interface Taint {
  readonly key: string
  readonly value: string
  readonly effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute'
}
