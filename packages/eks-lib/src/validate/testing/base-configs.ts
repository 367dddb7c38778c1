import { type Json, type JsonObject, pathOf } from '@skyctl/core'

const managed = (name: string): JsonObject => ({
  name,
  amiFamily: 'AmazonLinux2023',
  instanceTypes: ['m7i.large', 'm7a.large'],
  minSize: 1,
  maxSize: 3,
  desiredCapacity: 2,
  privateNetworking: true,
  disablePodIMDS: true,
  volumeType: 'gp3',
  volumeSize: 80,
  volumeIOPS: 3000,
  volumeThroughput: 125,
  volumeEncrypted: true,
  volumeKmsKeyID: 'arn:aws:kms:eu-central-1:111122223333:alias/volumes',
  labels: { 'example.com/pool': name },
  taints: [{ key: 'node.cilium.io/agent-not-ready', value: 'true', effect: 'NoExecute' }],
  iam: {
    attachPolicyARNs: [
      'arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy',
      'arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly',
    ],
  },
  updateConfig: { maxUnavailable: 1 },
})

/** The bare cluster: what `create cluster` sees before there is a CNI. */
export const bootstrap: JsonObject = {
  apiVersion: 'eksctl.io/v1alpha5',
  kind: 'ClusterConfig',
  metadata: { name: 'shop', region: 'eu-central-1', version: '1.35' },
  availabilityZones: ['eu-central-1a', 'eu-central-1b'],
  vpc: {
    cidr: '10.0.0.0/16',
    nat: { gateway: 'Single' },
    clusterEndpoints: { privateAccess: true, publicAccess: true },
    publicAccessCIDRs: ['192.0.2.0/24'],
  },
  kubernetesNetworkConfig: { ipFamily: 'IPv4', serviceIPv4CIDR: '172.20.0.0/16' },
  secretsEncryption: { keyARN: 'arn:aws:kms:eu-central-1:111122223333:alias/secrets' },
  cloudWatch: { clusterLogging: { enableTypes: ['api', 'audit'], logRetentionInDays: 90 } },
  accessConfig: {
    authenticationMode: 'API',
    accessEntries: [
      {
        principalARN: 'arn:aws:iam::111122223333:role/admin',
        type: 'STANDARD',
        accessPolicies: [
          {
            policyARN: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy',
            accessScope: { type: 'cluster' },
          },
        ],
      },
    ],
  },
  iam: { withOIDC: true },
  addonsConfig: { disableDefaultAddons: true },
  addons: [{ name: 'coredns' }],
}

/** The whole cluster: what later commands see. */
export const full: JsonObject = {
  ...bootstrap,
  iam: {
    withOIDC: true,
    serviceAccounts: [
      {
        metadata: { name: 'cilium-operator', namespace: 'kube-system' },
        attachPolicyARNs: ['arn:aws:iam::111122223333:policy/cilium'],
        roleOnly: true,
      },
    ],
  },
  managedNodeGroups: [managed('system'), managed('apps')],
}

/** A cluster with AWS's own CNI, which `create cluster` makes in one go: a stranger's, most often. */
export const onePass: JsonObject = {
  ...full,
  addonsConfig: {},
  addons: [{ name: 'vpc-cni' }, { name: 'coredns' }, { name: 'kube-proxy' }],
}

/** {@link onePass} with one self-managed group instead. */
export const selfManaged: JsonObject = {
  ...onePass,
  managedNodeGroups: [],
  nodeGroups: [
    {
      name: 'own',
      instanceType: 'm7i.large',
      volumeSize: 80,
      labels: { 'example.com/pool': 'own' },
    },
  ],
}

/** {@link onePass} with IPv6 addresses. */
export const ipv6: JsonObject = {
  ...onePass,
  kubernetesNetworkConfig: { ipFamily: 'IPv6' },
  vpc: { clusterEndpoints: { privateAccess: true, publicAccess: true } },
}

/** {@link onePass} without a way from or to the internet. */
export const fullyPrivate: JsonObject = {
  ...onePass,
  privateCluster: { enabled: true },
  vpc: { cidr: '10.0.0.0/16' },
}

/**
 * A copy with other values at these JSON pointers. `undefined` takes a key out; a key that is not there is added, with the
 * objects on the way to it.
 */
export function changed(base: JsonObject, changes: Readonly<Record<string, Json | undefined>>) {
  return Object.entries(changes).reduce<Json>(
    (config, [at, value]) => replace(config, pathOf(at), value),
    base,
  ) as JsonObject
}

function replace(node: Json, [key, ...rest]: readonly string[], value: Json | undefined): Json {
  if (key === undefined) return value ?? null
  if (Array.isArray(node)) {
    const list: readonly Json[] = node
    return Number(key) === list.length
      ? [...list, replace({}, rest, value)]
      : list.map((item, index) => (String(index) === key ? replace(item, rest, value) : item))
  }
  const object = typeof node === 'object' && node !== null ? (node as JsonObject) : {}
  if (rest.length === 0 && value === undefined) {
    return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key))
  }
  return { ...object, [key]: replace(object[key] ?? {}, rest, value) }
}
