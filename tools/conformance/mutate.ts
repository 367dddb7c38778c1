import { type Json, type JsonObject, type Path, pointerOf, pointerToken } from '@skyctl/core'
import { isList, isMap, placesOf, replaceAt, shapeOf, typeName } from './json-place.ts'

export interface Mutant {
  /** What was done. */
  readonly operator: string
  /** JSON pointer to where. */
  readonly pointer: string
  readonly config: JsonObject
}

/** Values that a text is swapped for, by its field. */
const swaps: Readonly<Record<string, readonly string[]>> = {
  apiVersion: ['eksctl.io/v1alpha4'],
  kind: ['Cluster'],
  name: ['under_score', '9lives', 'ends-', 'x'.repeat(64)],
  region: ['eu-west-9', 'cn-north-1'],
  version: ['latest', '1.32'],
  supportType: ['EXTENDED', 'Standard'],
  cidr: ['10.0.0.0', '10.0.0.0/8', '10.0.0.0/28', 'fd00::/64'],
  gateway: ['Disable', 'single'],
  ipFamily: ['IPv6', 'ipv4', 'IPv5'],
  serviceIPv4CIDR: ['172.20.0.0', 'fd00::/108', '010.0.0.0/16'],
  keyARN: ['alias/key', 'arn:aws:kms:eu-west-1:111122223333'],
  authenticationMode: ['CONFIG_MAP', 'API_AND_CONFIG_MAP', 'api'],
  principalARN: ['admin', 'arn::iam::111122223333:role/x', 'arn:aws:iam::111122223333:role/other'],
  policyARN: ['AmazonEKSViewPolicy', 'arn:aws:iam::aws:policy/ReadOnlyAccess'],
  type: ['namespace', 'STANDARD', 'EC2_LINUX', 'EC2', 'none'],
  effect: ['NoSchedule', 'noSchedule'],
  amiFamily: [
    'bottlerocket',
    'AmazonLinux2',
    'Ubuntu2404',
    'WindowsServer2022CoreContainer',
    'AL2',
  ],
  volumeType: ['gp2', 'io1', 'io2', 'gp4'],
  key: ['a/b/c', 'UPPER.example/x', 'ok'],
  value: ['a b', '-x', ''],
  enableTypes: ['all', '*', 'audits'],
  publicAccessCIDRs: ['203.0.113.1', '0.0.0.0/0', '2001:db8::/32'],
  availabilityZones: ['eu-west-1a', 'eu-central-1a'],
  attachPolicyARNs: ['AmazonEKSWorkerNodePolicy', 'arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy'],
}

const numbers = [-1, 0, 1, 2, 1.5, 101, 365, 2999, 16_001, 1_000_000]

/** What is added to objects, by the pointer of the object: `*` stands for any place in a list. */
const additions: Readonly<Record<string, JsonObject>> = {
  '': {
    nodeGroups: [{ name: 'own', instanceType: 'm7i.large' }],
    managedNodeGroups: [{ name: 'bare' }],
    fargateProfiles: [{ selectors: [{ namespace: 'web' }] }],
    karpenter: { version: '1.9.0' },
    gitops: { flux: { gitProvider: 'github', flags: { owner: 'x' } } },
    privateCluster: { enabled: true },
    autoModeConfig: { enabled: true },
    localZones: ['eu-west-1-lhr-1a'],
    iamIdentityMappings: [{ serviceName: 'emr-containers' }],
    secretsEncryption: {},
    identityProviders: [{ type: 'oidc', name: 'x', issuerURL: 'https://x.example', clientID: 'x' }],
    zonalShiftConfig: { enabled: true },
    networkConfig: {},
  },
  '/metadata': { rollbackConfig: { timeoutMinutes: 60 }, annotations: { a: 'b' } },
  '/vpc': {
    id: 'vpc-1',
    subnets: { private: { a: { id: 'subnet-a' }, b: { id: 'subnet-b' } } },
    autoAllocateIPv6: true,
    extraIPv6CIDRs: ['fd00::/64'],
    hostnameType: 'resource-name',
    manageSharedNodeSecurityGroupRules: false,
    securityGroup: 'sg-1',
    sharedNodeSecurityGroup: 'sg-2',
    extraCIDRs: ['10.0.0.0'],
  },
  '/iam': {
    podIdentityAssociations: [{ namespace: 'web', serviceAccountName: 'web' }],
    serviceAccounts: [{ metadata: { name: 'x' } }],
    serviceRoleARN: 'arn:aws:iam::111122223333:role/cluster',
  },
  '/iam/serviceAccounts/*': { attachRoleARN: 'arn:aws:iam::111122223333:role/x', roleArn: 'x' },
  '/addonsConfig': { autoApplyPodIdentityAssociations: true },
  '/addons/*': {
    configurationValues: 'replicaCount: [1',
    useDefaultPodIdentityAssociations: true,
    wellKnownPolicies: { certManager: true },
    namespaceConfig: { namespace: 'Bad_Name' },
    podIdentityAssociations: [
      { namespace: 'web', serviceAccountName: 'web', roleARN: 'arn:aws:iam::111122223333:role/x' },
    ],
  },
  '/accessConfig/accessEntries/*': { kubernetesGroups: ['ops'] },
  '/accessConfig/accessEntries/*/accessPolicies/*/accessScope': { namespaces: ['web'] },
  '/managedNodeGroups/*': {
    instanceType: 'm7i.large',
    instanceSelector: { vCPUs: 2 },
    availabilityZones: ['eu-west-1a'],
    subnets: ['subnet-a'],
    ssh: { publicKeyName: 'a', publicKeyPath: 'b' },
    launchTemplate: { id: 'lt-1', version: '1' },
    ami: 'ami-1',
    maxPodsPerNode: -1,
    placement: {},
    efaEnabled: true,
    outpostARN: 'arn:aws:outposts:eu-west-1:111122223333:outpost/op-1',
    securityGroups: { withShared: true },
    preBootstrapCommands: ['ls'],
    overrideBootstrapCommand: 'ls',
    bottlerocket: { enableAdminContainer: true },
    instanceMarketOptions: { marketType: 'capacity-block' },
    capacityReservation: { capacityReservationPreference: 'always' },
    releaseVersion: '1.35.0-20260101',
    clusterDNS: '10.0.0.10',
    tainted: true,
  },
  '/managedNodeGroups/*/iam': {
    instanceRoleARN: 'arn:aws:iam::111122223333:role/nodes',
    instanceProfileARN: 'arn:aws:iam::111122223333:instance-profile/nodes',
    withAddonPolicies: { autoScaler: true },
    attachPolicy: {},
  },
  '/managedNodeGroups/*/updateConfig': { maxUnavailablePercentage: 50 },
  '/managedNodeGroups/*/labels': {
    'node-role.kubernetes.io/worker': 'x',
    'example.com/ok': 'x',
    'bad key': 'x',
    long: 'x'.repeat(64),
  },
}

/**
 * Every mutant of a config, in a fixed order: each operator at each place. Nothing is changed inside a policy document,
 * which eksctl passes on unread.
 */
export function mutantsOf(config: JsonObject): readonly Mutant[] {
  return placesOf(config, (path) => path.at(-1) === 'attachPolicy').flatMap(({ path, value }) => {
    const pointer = pointerOf(path)
    const mutants = (operator: string, replacement: Json | undefined): Mutant => ({
      operator,
      pointer,
      config: replaceAt(config, path, replacement) as JsonObject,
    })
    const key = path.at(-1)
    const field = path.findLast((token) => typeof token === 'string')
    return [
      ...(typeof key === 'string' ? renamed(config, path, key) : []),
      ...(path.length > 0 ? [mutants('delete', undefined), mutants('null', null)] : []),
      ...(path.length > 0 ? retyped(value).map((other) => mutants('retype', other)) : []),
      ...(typeof value === 'number' ? numbers : [])
        .filter((other) => other !== value)
        .map((other) => mutants('number', other)),
      ...(typeof value === 'boolean' ? [mutants('flip', !value)] : []),
      ...(typeof value === 'string'
        ? ['', 'no such: value', ...(swaps[String(field)] ?? [])].map((other) =>
            mutants('swap', other),
          )
        : []),
      ...(isList(value) ? relisted(value).map(([operator, list]) => mutants(operator, list)) : []),
      ...(isMap(value)
        ? Object.entries(additions[shapeOf(path)] ?? {}).map(([added, content]) => ({
            operator: 'add',
            pointer: `${pointer}/${pointerToken(added)}`,
            config: replaceAt(config, [...path, added], content) as JsonObject,
          }))
        : []),
    ]
  })
}

/** The key misspelt, and with the case of its first letter changed. */
function renamed(config: JsonObject, path: Path, key: string): readonly Mutant[] {
  const first = key[0] ?? ''
  const other = first === first.toLowerCase() ? first.toUpperCase() : first.toLowerCase()
  return [
    ['misspell', `${key}x`] as const,
    ...(other === first ? [] : [['case', other + key.slice(1)] as const]),
  ].map(([operator, name]) => ({
    operator,
    pointer: pointerOf([...path.slice(0, -1), name]),
    config: replaceAt(config, path.slice(0, -1), (parent) =>
      Object.fromEntries(
        Object.entries(parent as JsonObject).map(([k, v]) => [k === key ? name : k, v]),
      ),
    ) as JsonObject,
  }))
}

function retyped(value: Json): readonly Json[] {
  const others: readonly Json[] = ['text', 7, true, ['text'], { text: 'text' }]
  return others.filter((other) => typeName(other) !== typeName(value))
}

function relisted(list: readonly Json[]): readonly (readonly [string, Json])[] {
  const first = list[0]
  return [
    ['empty', []],
    ['append-null', [...list, null]],
    ...(first === undefined
      ? []
      : ([
          ['duplicate', [...list, first]],
          ['single', [first]],
        ] as const)),
  ]
}
