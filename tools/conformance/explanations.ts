import type { Problem } from '@skyctl/core'
import type { Evidence } from './evidence.ts'
import type { Mutant } from './mutate.ts'

/**
 * What a mutant is made of: the bare cluster for `create cluster`; the full file for the commands after it; the full file
 * with AWS's own CNI, which `create cluster` makes in one go; and an example of eksctl's, for `create cluster` too.
 */
export type Source = 'bootstrap' | 'full' | 'one-pass' | 'stranger'

interface Common {
  readonly id: string
  /** Why the two judges may differ, as a sentence for the reader of docs/conformance.md. */
  readonly reason: string
  readonly evidence: Evidence
}

/** eksctl accepts, and we do not: explains one problem of ours. */
export interface StricterRule extends Common {
  readonly stricter: 'ours'
  /** The rules that it is about. */
  readonly rules: readonly string[]
  readonly matches: (problem: Problem, mutant: Mutant, source: Source) => boolean
}

/** eksctl refuses, and we do not: explains its message. */
export interface LaxerRule extends Common {
  readonly stricter: 'eksctl'
  readonly matches: (message: string, mutant: Mutant, source: Source) => boolean
}

export type Explanation = StricterRule | LaxerRule

const loader = 'pkg/ctl/cmdutils/configfile.go'
const validation = 'pkg/apis/eksctl.io/v1alpha5/validation.go'

function under(...pointers: readonly RegExp[]) {
  return ({ where }: Problem) => pointers.some((pointer) => pointer.test(where.pointer ?? ''))
}

/** Every difference between our verdict and eksctl's that we know and mean. */
export const explanations: readonly Explanation[] = [
  {
    id: 'case-of-a-field',
    stricter: 'ours',
    rules: ['forbid-unknown-fields', 'require-fields', 'require-nat-gateway'],
    reason:
      "A field whose case is wrong passes eksctl's strict reader, which folds case, and is dropped by the reader whose result it uses. We refuse it, and count the right field as not set.",
    evidence: { file: 'pkg/eks/api.go', line: 222, holds: 'UnmarshalStrict' },
    matches: ({ id, where }, { operator, pointer }) =>
      operator === 'case' && (id !== 'forbid-unknown-fields' || where.pointer === pointer),
  },
  {
    id: 'case-in-taints',
    stricter: 'ours',
    rules: ['require-valid-taints'],
    reason:
      'Taints of self-managed groups are decoded by a method of their own that folds case, so eksctl finds the field that we count as not set.',
    evidence: {
      file: 'pkg/apis/eksctl.io/v1alpha5/types.go',
      line: 2295,
      holds: 'taintsWrapper) UnmarshalJSON',
    },
    matches: (problem, { operator }) =>
      operator === 'case' && under(/^\/nodeGroups\/\d+\/taints\/\d+$/)(problem),
  },
  {
    id: 'null-in-a-list',
    stricter: 'ours',
    rules: ['require-field-types'],
    reason: 'A null in a list is decoded to an empty element, which AWS is then asked for.',
    evidence: { file: 'pkg/eks/api.go', line: 226, holds: 'runtime.Decode' },
    matches: ({ message, where }, { operator }) =>
      /^(append-)?null$/.test(operator) &&
      message.includes('a null in a list') &&
      /\/\d+$/.test(where.pointer ?? ''),
  },
  {
    id: 'no-nodes-before-cni',
    stricter: 'ours',
    rules: ['forbid-node-groups-before-cni'],
    reason:
      'eksctl looks for node groups with desiredCapacity above 0, before it fills in its default of 2, and makes the others.',
    evidence: { file: 'pkg/apis/eksctl.io/v1alpha5/types.go', line: 887, holds: 'HasNodes' },
    matches: (problem, _, source) =>
      source === 'bootstrap' && under(/^\/(managedN|n)odeGroups$/)(problem),
  },
  {
    id: 'policies-of-nodes',
    stricter: 'ours',
    rules: ['require-node-policies', 'forbid-cni-policy-on-nodes'],
    reason:
      'eksctl attaches policies of its own to nodes that list none, AmazonEKS_CNI_Policy among them where aws-node has no role, and any policy that is listed.',
    evidence: { file: 'pkg/actions/nodegroup/create.go', line: 253, holds: 'DoesAWSNodeUseIRSA' },
    matches: under(/^\/(managedN|n)odeGroups\/\d+(\/iam\/attachPolicyARNs.*)?$/),
  },
  {
    id: 'policy-arns-of-managed-groups',
    stricter: 'ours',
    rules: ['choose-node-role'],
    reason: 'eksctl parses the ARNs of policies in self-managed groups; in managed ones IAM does.',
    evidence: { file: validation, line: 1013, holds: 'arn.Parse(policyARN)' },
    matches: under(/^\/managedNodeGroups\/\d+\/iam\/attachPolicyARNs\/\d+$/),
  },
  {
    id: 'names-of-managed-groups',
    stricter: 'ours',
    rules: ['require-plain-names'],
    reason:
      "Only names of self-managed groups are held against the pattern that eksctl's message states; a managed group's name is checked as the label of its nodes, and a cluster's only if it has such groups. CloudFormation refuses an underscore.",
    evidence: { file: validation, line: 1000, holds: 'validateNodeGroupName' },
    matches: under(/^\/(managedN|n)odeGroups\/\d+\/name$/, /^\/metadata\/name$/),
  },
  {
    id: 'sizes-below-zero',
    stricter: 'ours',
    rules: ['order-node-group-sizes'],
    reason:
      'eksctl compares the sizes of managed groups with each other, never with 0; the Auto Scaling API refuses them.',
    evidence: { file: validation, line: 1350, holds: 'ng.DesiredCapacity < *ng.MinSize' },
    matches: (problem, { operator }) =>
      operator === 'number' && under(/Size$/, /desiredCapacity$/)(problem),
  },
  {
    id: 'sizes-of-self-managed-groups',
    stricter: 'ours',
    rules: ['order-node-group-sizes'],
    reason:
      'Sizes of self-managed groups are compared when their template is written, after the first calls to AWS, by the same rules.',
    evidence: { file: 'pkg/cfn/builder/nodegroup.go', line: 109, holds: 'ng.MinSize == nil' },
    matches: under(/^\/nodeGroups\/\d+$/),
  },
  {
    id: 'update-config-below-one',
    stricter: 'ours',
    rules: ['bound-update-config'],
    reason:
      'eksctl compares maxUnavailable with maxSize only; EKS asks for 1 or more, and for 1 to 100 percent.',
    evidence: { file: validation, line: 1384, holds: 'maxUnavailable' },
    matches: under(/\/updateConfig\/maxUnavailable(Percentage)?$/),
  },
  {
    id: 'ssh-keys-of-managed-groups',
    stricter: 'ours',
    rules: ['choose-ssh-key'],
    reason:
      'Only self-managed groups are held to one key source; for a managed one eksctl takes the first that it finds.',
    evidence: { file: validation, line: 1049, holds: 'validateNodeGroupSSH' },
    matches: under(/^\/managedNodeGroups\/\d+\/ssh$/),
  },
  {
    id: 'authentication-modes',
    stricter: 'ours',
    rules: ['respect-authentication-mode'],
    reason: 'eksctl tests for CONFIG_MAP, and passes any other mode on to EKS.',
    evidence: { file: validation, line: 383, holds: 'AuthenticationMode' },
    matches: ({ message }, { pointer }) =>
      pointer === '/accessConfig/authenticationMode' && message.startsWith('EKS knows no'),
  },
  {
    id: 'nat-gateways',
    stricter: 'ours',
    rules: ['require-known-values'],
    reason:
      'The kind of the NAT gateway is read when the template is written, after the first calls to AWS.',
    evidence: { file: 'pkg/cfn/builder/vpc_ipv4.go', line: 434, holds: 'NAT gateway mode' },
    matches: under(/^\/vpc\/nat\/gateway$/),
  },
  {
    id: 'types-of-volumes',
    stricter: 'ours',
    rules: ['require-known-values'],
    reason:
      'An unknown type of volume is refused only beside volumeIOPS or volumeThroughput; else EC2 does it.',
    evidence: { file: validation, line: 897, holds: 'validateVolumeOpts' },
    matches: under(/^\/(managedN|n)odeGroups\/\d+\/volumeType$/),
  },
  {
    id: 'architectures',
    stricter: 'ours',
    rules: ['require-known-values'],
    reason: 'The architecture of an instance selector is passed on to EC2.',
    evidence: { file: 'pkg/eks/nodegroup_service.go', line: 213, holds: 'CPUArchitecture' },
    matches: under(/\/instanceSelector\/cpuArchitecture$/),
  },
  {
    id: 'fields-of-subnets',
    stricter: 'ours',
    rules: ['forbid-unknown-fields'],
    reason:
      'Subnets are decoded by a method of their own, which is not strict: a misspelt field is dropped.',
    evidence: {
      file: 'pkg/apis/eksctl.io/v1alpha5/vpc.go',
      line: 114,
      holds: 'AZSubnetMapping) UnmarshalJSON',
    },
    matches: under(/^\/vpc\/subnets\/(private|public)\/[^/]+\/[^/]+$/),
  },
  {
    id: 'fields-of-identity-providers',
    stricter: 'ours',
    rules: ['forbid-unknown-fields'],
    reason: 'Identity providers are decoded by a method of their own too.',
    evidence: {
      file: 'pkg/apis/eksctl.io/v1alpha5/identity_provider.go',
      line: 72,
      holds: 'UnmarshalJSON',
    },
    matches: under(/^\/identityProviders\/\d+\/[^/]+$/),
  },
  {
    id: 'capabilities',
    stricter: 'ours',
    rules: ['require-fields'],
    reason:
      'eksctl validates capabilities in `create capability`; `create cluster` leaves them to EKS.',
    evidence: { file: 'pkg/ctl/cmdutils/capability.go', line: 25, holds: 'Validate' },
    matches: under(/^\/capabilities\/\d+/),
  },
  {
    id: 'service-range-of-ipv6',
    stricter: 'ours',
    rules: ['require-valid-cidrs'],
    reason: 'serviceIPv4CIDR is parsed as a CIDR of either family; EKS refuses an IPv6 one.',
    evidence: { file: validation, line: 694, holds: 'ParseCIDR' },
    matches: ({ message }, { pointer }) =>
      pointer === '/kubernetesNetworkConfig/serviceIPv4CIDR' && message.includes('IPv6 range'),
  },
  {
    id: 'zones-repeated',
    stricter: 'ours',
    rules: ['require-two-zones'],
    reason:
      'eksctl counts zones, and says itself that one may be repeated; EKS asks for subnets in two.',
    evidence: { file: validation, line: 1853, holds: 'can be non-unique' },
    matches: (_, { operator, pointer }) =>
      operator === 'swap' && /^\/availabilityZones\/\d+$/.test(pointer),
  },
  {
    id: 'fargate-profiles-without-name',
    stricter: 'ours',
    rules: ['require-fields'],
    reason:
      'eksctl validates Fargate profiles in `create fargateprofile`; `create cluster` leaves them to EKS.',
    evidence: { file: 'pkg/ctl/cmdutils/fargate.go', line: 84, holds: 'profile.Validate' },
    matches: under(/^\/fargateProfiles\/\d+(\/selectors\/\d+)?$/),
  },
  {
    id: 'network-of-an-existing-cluster',
    stricter: 'ours',
    rules: [
      'require-known-values',
      'require-valid-cidrs',
      'respect-ip-family',
      'forbid-nat-with-ipv6',
    ],
    reason:
      'For a cluster that exists eksctl takes kubernetesNetworkConfig from EKS and does not judge what the file says. The file must create the same cluster again, so we do.',
    evidence: { file: validation, line: 683, holds: 'c.Status != nil' },
    matches: (_, { pointer }, source) =>
      source === 'full' && pointer.startsWith('/kubernetesNetworkConfig/'),
  },
  {
    id: 'rules-of-create-cluster',
    stricter: 'ours',
    rules: [
      'choose-addon-credentials',
      'choose-subnets-or-zones',
      'limit-vpc-size',
      'parse-addon-configuration',
      'require-api-endpoint',
      'require-fields',
      'require-flux-settings',
      'require-nat-gateway',
      'require-pod-identity-agent',
      'require-pod-identity-role',
    ],
    reason:
      'These rules are part of `create cluster` alone. The full file is for later commands, but describes the same cluster. (The `one-pass` mutants hold the same rules against `create cluster`.)',
    evidence: { file: loader, line: 203, holds: 'NewCreateClusterLoader' },
    matches: (problem, _, source) =>
      source === 'full' && (problem.id !== 'require-fields' || under(/^\/addons\/\d+$/)(problem)),
  },
  {
    id: 'no-service-accounts',
    stricter: 'eksctl',
    reason:
      '`create iamserviceaccount` refuses a file without iam.serviceAccounts: the command has nothing to do. The file is fine.',
    evidence: { file: loader, line: 876, holds: "'iam.serviceAccounts' is not defined" },
    matches: (message, { pointer }, source) =>
      source === 'full' &&
      message.includes("'iam.serviceAccounts' is not defined") &&
      pointer.startsWith('/iam'),
  },
  {
    id: 'node-groups-with-auto-mode',
    stricter: 'eksctl',
    reason:
      'With Auto Mode `create cluster` takes no node groups; `create nodegroup` adds them later, from the same file.',
    evidence: { file: loader, line: 318, holds: 'not supported during cluster creation' },
    matches: (message, { pointer }, source) =>
      (source === 'one-pass' || source === 'stranger') &&
      /^\/(autoModeConfig|(managedN|n)odeGroups)/.test(pointer) &&
      message.includes('when Auto Mode is enabled'),
  },
  {
    id: 'outposts',
    stricter: 'eksctl',
    reason: 'Rules about clusters on Outposts are not ours: we make none.',
    evidence: { file: validation, line: 298, holds: 'cfg.Outpost' },
    matches: (message, _, source) => source === 'stranger' && /\bOutposts?\b/.test(message),
  },
  {
    id: 'hybrid-nodes',
    stricter: 'eksctl',
    reason: 'Rules about remote networks are not ours: we make none.',
    evidence: { file: validation, line: 93, holds: 'validateRemoteNetworkingConfig' },
    matches: (message, { pointer }, source) =>
      source === 'stranger' &&
      pointer.startsWith('/remoteNetworkConfig') &&
      /^(invalid value .* for )?remoteNetworkConfig|remoteNodeNetwork|remotePodNetwork/.test(
        message,
      ),
  },
  {
    id: 'versions-under-ipv6',
    stricter: 'eksctl',
    reason:
      'Versions of Kubernetes and of vpc-cni are parsed under IPv6 only, and only here; whether they are on offer, AWS says.',
    evidence: { file: validation, line: 733, holds: 'CompareVersions' },
    matches: (message, { pointer }, source) =>
      source === 'stranger' &&
      /^\/(metadata|addons\/\d+)\/version$/.test(pointer) &&
      /^failed to (convert|parse)/.test(message),
  },
  {
    id: 'arns-of-capabilities',
    stricter: 'eksctl',
    reason:
      'The access policies of a capability are not ours to judge, beyond their fields and types.',
    evidence: {
      file: 'pkg/apis/eksctl.io/v1alpha5/access_entry.go',
      line: 77,
      holds: 'UnmarshalText',
    },
    matches: (message, { pointer }, source) =>
      source === 'stranger' &&
      pointer.startsWith('/capabilities/') &&
      message.includes('invalid ARN'),
  },
]
