import { accessPolicyArn, keyAliasArn, managedPolicyArn, roleArn } from '../arn.ts'
import { type PolicyStatement, policyDocument } from '../iam/policy-document.ts'
import type {
  AccessEntry,
  ClusterConfig,
  LogType,
  ManagedNodeGroup,
  NatGateway,
  Taint,
} from './cluster-config.ts'

/** A cluster in the words of its owner: all that {@link createClusterConfig} reads. */
export interface ClusterSpec {
  readonly name: string
  readonly region: string
  /** Twelve digits. */
  readonly account: string
  /** Kubernetes minor: `1.35`. */
  readonly version: string
  readonly zones: readonly string[]
  readonly vpcCidr: string
  readonly serviceCidr: string
  readonly nat: NatGateway
  /** Who reaches the API from outside the VPC; none: nobody, the endpoint is private. */
  readonly publicAccessCidrs: readonly string[]
  /** KMS alias of the key of Kubernetes Secrets: `alias/...`. */
  readonly secretsKeyAlias: string
  /** KMS alias of the key of volumes. */
  readonly volumesKeyAlias: string
  readonly logRetentionDays: number
  readonly access: readonly ClusterAccess[]
  readonly roles: readonly ServiceAccountPermissions[]
  readonly nodeGroups: readonly NodeGroupSpec[]
  /** AWS tags of everything. */
  readonly tags: Readonly<Record<string, string>>
}

/** An IAM role of the account that may use the Kubernetes API. */
export interface ClusterAccess {
  readonly role: string
  readonly policy: 'cluster-admin' | 'admin' | 'edit' | 'view'
  /** Limits the policy to these; without, it holds in the whole cluster. */
  readonly namespaces?: readonly string[]
}

export interface ServiceAccountPermissions {
  /** Name of the role. */
  readonly role: string
  readonly serviceAccount: string
  readonly namespace: string
  readonly statements: readonly PolicyStatement[]
  readonly tags: Readonly<Record<string, string>>
}

export interface NodeGroupSpec {
  readonly name: string
  readonly instanceTypes: readonly string[]
  readonly spot: boolean
  readonly min: number
  readonly max: number
  readonly desired: number
  readonly labels: Readonly<Record<string, string>>
  readonly taints: readonly Taint[]
  readonly volume: {
    readonly sizeGiB: number
    readonly iops: number
    readonly throughputMiBs: number
    readonly encrypted: boolean
  }
}

const logTypes: readonly LogType[] = [
  'api',
  'audit',
  'authenticator',
  'controllerManager',
  'scheduler',
]

const accessPolicies = {
  'cluster-admin': 'AmazonEKSClusterAdminPolicy',
  admin: 'AmazonEKSAdminPolicy',
  edit: 'AmazonEKSEditPolicy',
  view: 'AmazonEKSViewPolicy',
} as const

/**
 * Nodes join, pull images and can be reached by Session Manager. The CNI policy is left out on purpose: Cilium's operator
 * has a role of its own, and with a list of ours eksctl adds none of its defaults.
 */
const nodePolicies = [
  'AmazonEC2ContainerRegistryPullOnly',
  'AmazonEKSWorkerNodePolicy',
  'AmazonSSMManagedInstanceCore',
]

/** Keeps pods away from a node until Cilium runs there; Cilium's agent takes it off. */
const agentNotReady: Taint = {
  key: 'node.cilium.io/agent-not-ready',
  value: 'true',
  effect: 'NoExecute',
}

/**
 * The whole cluster: control plane, network, roles and node groups. It is what every eksctl command reads but
 * `create cluster`, which takes {@link bootstrapClusterConfig} of it.
 */
export function createClusterConfig(spec: ClusterSpec): ClusterConfig {
  return {
    apiVersion: 'eksctl.io/v1alpha5',
    kind: 'ClusterConfig',
    metadata: {
      name: spec.name,
      region: spec.region,
      version: spec.version,
      tags: spec.tags,
    },
    // Extended support costs six times as much an hour, and starts by itself where nobody upgrades.
    upgradePolicy: { supportType: 'STANDARD' },
    availabilityZones: spec.zones,
    vpc: {
      cidr: spec.vpcCidr,
      nat: { gateway: spec.nat },
      clusterEndpoints: { privateAccess: true, publicAccess: spec.publicAccessCidrs.length > 0 },
      ...(spec.publicAccessCidrs.length > 0 && { publicAccessCIDRs: spec.publicAccessCidrs }),
    },
    kubernetesNetworkConfig: { ipFamily: 'IPv4', serviceIPv4CIDR: spec.serviceCidr },
    secretsEncryption: { keyARN: keyAliasArn(spec, spec.secretsKeyAlias) },
    cloudWatch: {
      clusterLogging: { enableTypes: logTypes, logRetentionInDays: spec.logRetentionDays },
    },
    accessConfig: {
      authenticationMode: 'API',
      // Who creates the cluster must be able to finish it; the entries below are for everybody else.
      bootstrapClusterCreatorAdminPermissions: true,
      ...(spec.access.length > 0 && {
        accessEntries: spec.access.map((access) => accessEntry(spec, access)),
      }),
    },
    iam: {
      withOIDC: true,
      ...(spec.roles.length > 0 && {
        serviceAccounts: spec.roles.map((role) => ({
          metadata: { name: role.serviceAccount, namespace: role.namespace },
          roleName: role.role,
          roleOnly: true,
          attachPolicy: policyDocument(role.statements),
          tags: role.tags,
        })),
      }),
    },
    addonsConfig: { disableDefaultAddons: true },
    addons: [{ name: 'coredns' }],
    managedNodeGroups: spec.nodeGroups.map((group) => nodeGroup(spec, group)),
  }
}

function accessEntry(spec: ClusterSpec, { role, policy, namespaces }: ClusterAccess): AccessEntry {
  return {
    principalARN: roleArn(spec, role),
    type: 'STANDARD',
    accessPolicies: [
      {
        policyARN: accessPolicyArn(spec, accessPolicies[policy]),
        accessScope:
          namespaces === undefined ? { type: 'cluster' } : { type: 'namespace', namespaces },
      },
    ],
  }
}

function nodeGroup(spec: ClusterSpec, group: NodeGroupSpec): ManagedNodeGroup {
  const { volume } = group
  return {
    name: group.name,
    amiFamily: 'AmazonLinux2023',
    instanceTypes: group.instanceTypes,
    ...(group.spot && { spot: true }),
    minSize: group.min,
    maxSize: group.max,
    desiredCapacity: group.desired,
    privateNetworking: true,
    disableIMDSv1: true,
    disablePodIMDS: true,
    volumeType: 'gp3',
    volumeSize: volume.sizeGiB,
    volumeIOPS: volume.iops,
    volumeThroughput: volume.throughputMiBs,
    volumeEncrypted: volume.encrypted,
    ...(volume.encrypted && { volumeKmsKeyID: keyAliasArn(spec, spec.volumesKeyAlias) }),
    labels: group.labels,
    taints: [agentNotReady, ...group.taints],
    tags: {
      ...spec.tags,
      // What a node would have: the autoscaler cannot see it in a group of none.
      'k8s.io/cluster-autoscaler/node-template/resources/ephemeral-storage': `${volume.sizeGiB}Gi`,
    },
    propagateASGTags: true,
    iam: { attachPolicyARNs: nodePolicies.map((name) => managedPolicyArn(spec, name)) },
    updateConfig: { maxUnavailable: 1 },
    nodeRepairConfig: { enabled: true },
  }
}
